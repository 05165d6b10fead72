"""Pure decisions about person-turns: what they may be matched to, which two are one."""
