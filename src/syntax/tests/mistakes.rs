//! One mistake each: its code, the text it covers, and what the help says.
