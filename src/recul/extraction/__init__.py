"""Document → Statement: quotations, clauses, speakers, modality, quantities, dates, events."""
