"""Item banks as files: read, check, prepare, export."""
