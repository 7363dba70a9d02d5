//! probe
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let source = foreland::source::Source::new(&path, &text);
    let parsed = foreland::syntax::parse(source.text());
    let mut faults = parsed.faults;
    let resolved = foreland::resolve::resolve(&parsed.document);
    faults.extend(resolved.faults);
    let checked = foreland::types::check(&resolved.model, source.text());
    faults.extend(checked.faults);
    let f = foreland::diagnostics::Finding::all_of(&faults);
    print!(
        "{}",
        foreland::diagnostics::render(
            &f,
            &source,
            foreland::diagnostics::Style {
                colour: false,
                width: 100
            }
        )
    );
    if let Some(m) = checked.model {
        println!("typed: {} quantities", m.quantities.len());
        for q in &m.quantities {
            println!(
                "  {} : {:?} shown {} varies {}",
                q.origin.name,
                match &q.ty {
                    foreland::types::model::Type::Number(u) => u.to_string(),
                    t => format!("{t:?}"),
                },
                q.display,
                q.varies
            );
        }
    }
}
