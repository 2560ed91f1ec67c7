"""Numbers with what they count, of whom, where and when: a grammar of news English, in plain Python."""
