"""An index in Milvus: one store for any number of desks on any number of machines."""
