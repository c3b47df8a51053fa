"""The lab: small torch experiments that rerun what a claim says, and could have failed."""
