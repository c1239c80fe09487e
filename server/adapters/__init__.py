"""What fills the ports of the tools: files, receipts, readers."""
