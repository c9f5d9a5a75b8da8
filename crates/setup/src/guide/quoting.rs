//! Foreign text in a shell and in Terraform's language.

use serde_json::Value;

/// One word of a POSIX shell, whatever is in it.
pub(crate) fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A text in Terraform's language, in which nothing is filled in.
pub(crate) fn terraform(text: &str) -> String {
    let quoted = Value::from(text).to_string();
    quoted.replace("${", "$${").replace("%{", "%%{")
}

/// A list of texts in Terraform's language.
pub(crate) fn terraform_list(texts: &[impl AsRef<str>]) -> String {
    let texts = texts.iter().map(|text| terraform(text.as_ref()));
    format!("[{}]", texts.collect::<Vec<_>>().join(", "))
}

/// A name in Terraform's language.
pub(crate) fn terraform_name(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name: String = text.chars().map(plain).collect();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return name;
    }
    format!("connection_{name}")
}

/// One line, so that a comment ends where it should.
pub(crate) fn line(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_stays_text() {
        assert_eq!(shell("it's $(x) `y`"), r"'it'\''s $(x) `y`'");
        assert_eq!(terraform("a\"${b}%{c}\n"), r#""a\"$${b}%%{c}\n""#);
        assert_eq!(terraform_list(&["a", "b"]), r#"["a", "b"]"#);
        assert_eq!(terraform_name("google-oauth2"), "google_oauth2");
        assert_eq!(terraform_name("1st"), "connection_1st");
        assert_eq!(line("a\nrm -rf"), "a rm -rf");
    }
}
