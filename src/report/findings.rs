//! The findings of several files as one JSON object.

use serde_json::{Value, json};

/// Joins objects of [`crate::diagnostics::json`]: their findings after each other, their counts added.
pub fn join_findings(objects: &[String]) -> String {
    if let [only] = objects {
        return format!("{only}\n");
    }
    let objects: Vec<Value> = objects
        .iter()
        .filter_map(|object| serde_json::from_str(object).ok())
        .collect();
    let findings: Vec<&Value> = objects
        .iter()
        .filter_map(|object| object["findings"].as_array())
        .flatten()
        .collect();
    let sum = |key: &str| {
        objects
            .iter()
            .filter_map(|object| object[key].as_u64())
            .sum::<u64>()
    };
    let joined =
        json!({ "findings": findings, "errors": sum("errors"), "warnings": sum("warnings") });
    format!("{joined:#}\n")
}

#[cfg(test)]
mod tests {
    use super::join_findings;

    #[test]
    fn findings_follow_each_other() {
        let of = |errors: u32| {
            format!(
                "{{\"findings\": [{{\"code\": \"x\"}}], \"errors\": {errors}, \"warnings\": 1}}"
            )
        };
        assert_eq!(join_findings(&[of(1)]), of(1) + "\n");
        let joined: serde_json::Value =
            serde_json::from_str(&join_findings(&[of(1), of(2)])).unwrap();
        assert_eq!(joined["findings"].as_array().map(Vec::len), Some(2));
        assert_eq!(
            (joined["errors"].as_u64(), joined["warnings"].as_u64()),
            (Some(3), Some(2))
        );
    }
}
