"""source → Document: files, web pages, tables; cleaning, language, dating."""
