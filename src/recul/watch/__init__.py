"""The loop that keeps watch: to come; nothing here yet reads on its own."""
