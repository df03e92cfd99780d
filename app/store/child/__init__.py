"""The process that answers one stranger's query at a time, and what stands around it."""
