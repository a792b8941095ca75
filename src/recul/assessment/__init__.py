"""Evidence → Assessment: level filter, hypotheses, verdict, explanation."""
