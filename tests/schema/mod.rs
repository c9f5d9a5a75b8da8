//! Holds an exchange against the published document (`my-account.openapi.json`).

use emulator::Exchange;
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("my-account.openapi.json");
const BASE: &str = "/me/v1";
const COMPLETE: &str = "completeConnectedAccountRequest";

/// The published document.
pub(crate) struct Schema(Value);

impl Schema {
    pub(crate) fn published() -> Self {
        Self(serde_json::from_str(DOCUMENT).unwrap())
    }

    /// The name of the operation that this exchange is.
    pub(crate) fn operation(&self, exchange: &Exchange) -> Option<String> {
        let (_, operation) = self.find(exchange)?;
        Some(operation["operationId"].as_str()?.to_owned())
    }

    /// All that is not as published, in the request and in the answer.
    pub(crate) fn violations(&self, exchange: &Exchange) -> Vec<String> {
        let Some((template, operation)) = self.find(exchange) else {
            return vec![format!("no operation at {}", exchange.path)];
        };
        let mut found = self.request(exchange, template, operation);
        // Whoever else calls may err, but must then be refused.
        if !is_ours(exchange) && matches!(exchange.status, 400 | 401 | 415) {
            found.clear();
        }
        found.extend(self.answer(exchange, operation));
        found
    }

    /// Whether the document knows this status for this call.
    pub(crate) fn declares(&self, exchange: &Exchange) -> bool {
        let status = exchange.status.to_string();
        let found = self.find(exchange);
        found.is_some_and(|(_, operation)| operation["responses"].get(&status).is_some())
    }

    /// All that is not as published in the answer.
    pub(crate) fn answer_violations(&self, exchange: &Exchange) -> Vec<String> {
        match self.find(exchange) {
            Some((_, operation)) => self.answer(exchange, operation),
            None => vec![format!("no operation at {}", exchange.path)],
        }
    }

    fn find(&self, exchange: &Exchange) -> Option<(&str, &Value)> {
        let path = exchange.path.strip_prefix(BASE)?;
        let mut paths = self.0["paths"].as_object()?.iter();
        let (template, methods) = paths.find(|(template, _)| fits(template, path))?;
        let operation = methods.get(exchange.method.to_lowercase())?;
        Some((template, operation))
    }

    fn request(&self, exchange: &Exchange, template: &str, operation: &Value) -> Vec<String> {
        let mut found = Vec::new();
        let authorization = header(&exchange.request_headers, "authorization");
        let proof = header(&exchange.request_headers, "dpop");
        match authorization.and_then(|value| value.split_once(' ')) {
            Some(("Bearer", _)) if proof.is_none() => {}
            Some(("DPoP", _)) if proof.is_some() => {}
            _ => found.push("no token of one of both kinds".to_owned()),
        }
        if let Some(schema) = operation.pointer("/requestBody/content/application~1json/schema") {
            if header(&exchange.request_headers, "content-type") != Some("application/json") {
                found.push("the request is not JSON".to_owned());
            }
            found.extend(self.check(schema, &exchange.request_body, "the request"));
        } else if !exchange.request_body.is_empty() {
            found.push("a request body".to_owned());
        }
        let parameters: Vec<&Value> = operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|parameter| self.resolve(parameter))
            .collect();
        for (name, value) in &exchange.query {
            match named(&parameters, "query", name) {
                Some(parameter) => found.extend(self.parameter(parameter, value)),
                None => found.push(format!("an unknown parameter {name}")),
            }
        }
        if template.ends_with("{id}") {
            let id = exchange.path.rsplit('/').next().unwrap();
            let parameter = named(&parameters, "path", "id").unwrap();
            found.extend(self.parameter(parameter, id));
        }
        found
    }

    fn answer(&self, exchange: &Exchange, operation: &Value) -> Vec<String> {
        let status = exchange.status.to_string();
        let declared = match operation["responses"].get(&status) {
            Some(declared) => self.resolve(declared),
            // The document leaves it out; it was seen in the wild (wire contract 1.1).
            None if exchange.status == 404 && operation["operationId"] == COMPLETE => {
                self.resolve(&operation["responses"]["400"])
            }
            None => return vec![format!("status {status} is not in the document")],
        };
        let mut found = Vec::new();
        for (name, declared) in declared["headers"].as_object().into_iter().flatten() {
            let required = self.resolve(declared)["required"] == true;
            match header(&exchange.response_headers, name) {
                Some(value) => found.extend(self.parameter(self.resolve(declared), value)),
                None if required => found.push(format!("no header {name}")),
                None => {}
            }
        }
        match declared.pointer("/content/application~1json/schema") {
            Some(schema) => {
                if header(&exchange.response_headers, "content-type") != Some("application/json") {
                    found.push("the answer is not JSON".to_owned());
                }
                found.extend(self.check(schema, &exchange.response_body, "the answer"));
            }
            None if exchange.response_body.is_empty() => {}
            None => found.push("a body where there is none".to_owned()),
        }
        found
    }

    fn parameter(&self, parameter: &Value, text: &str) -> Vec<String> {
        let schema = &parameter["schema"];
        let numeric = matches!(schema["type"].as_str(), Some("integer" | "number"));
        let value = match text.parse::<i64>() {
            Ok(number) if numeric => json!(number),
            _ => json!(text),
        };
        self.errors(schema, &value, "a parameter")
    }

    fn check(&self, schema: &Value, body: &str, what: &str) -> Vec<String> {
        match serde_json::from_str(body) {
            Ok(value) => self.errors(schema, &value, what),
            Err(error) => vec![format!("{what} is no JSON: {error}")],
        }
    }

    fn errors(&self, schema: &Value, value: &Value, what: &str) -> Vec<String> {
        // The references lead into the document's components, so they come along.
        let mut whole = schema.clone();
        whole["components"] = self.0["components"].clone();
        let validator = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .build(&whole)
            .unwrap();
        let errors = validator.iter_errors(value);
        errors.map(|error| format!("{what}: {error}")).collect()
    }

    fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(reference) => self.0.pointer(reference.trim_start_matches('#')).unwrap(),
            None => value,
        }
    }
}

/// Whether the program's own client sent it.
fn is_ours(exchange: &Exchange) -> bool {
    header(&exchange.request_headers, "user-agent")
        .is_some_and(|agent| agent.starts_with("mooring/"))
}

fn named<'a>(parameters: &[&'a Value], place: &str, name: &str) -> Option<&'a Value> {
    let mut parameters = parameters.iter();
    parameters
        .find(|one| one["in"] == place && one["name"] == name)
        .copied()
}

fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut headers = headers.iter();
    let (_, value) = headers.find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    Some(value)
}

fn fits(template: &str, path: &str) -> bool {
    let (ours, theirs) = (template.split('/'), path.split('/'));
    ours.clone().count() == theirs.clone().count()
        && ours
            .zip(theirs)
            .all(|(ours, theirs)| ours.starts_with('{') || ours == theirs)
}
