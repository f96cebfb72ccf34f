"""The five ones that a member can bring home, and which needs want each."""
