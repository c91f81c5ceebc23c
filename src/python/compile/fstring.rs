//! f-strings.

use super::{Compiler, W};
use crate::python::code::Op;
use crate::python::object::Value;
use alloc::string::String;
use ruff_python_ast as ast;
use ruff_text_size::Ranged;

impl Compiler {
    pub(super) fn f_string(&mut self, of: &ast::ExprFString) -> W {
        let mut count = 0;
        for part in &of.value {
            match part {
                ast::FStringPart::Literal(literal) => {
                    self.constant(Value::str(&*literal.value));
                    count += 1;
                }
                ast::FStringPart::FString(string) => count += self.elements(&string.elements)?,
            }
        }
        self.op(Op::Join(count));
        Ok(())
    }

    fn elements(&mut self, elements: &ast::InterpolatedStringElements) -> W<u32> {
        let mut count = 0;
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => {
                    self.constant(Value::str(&*literal.value));
                    count += 1;
                }
                ast::InterpolatedStringElement::Interpolation(of) => {
                    if of.debug_text.is_some() {
                        let text = self.debug_text(of);
                        self.constant(Value::str(text));
                        count += 1;
                    }
                    self.expr(&of.expression)?;
                    let plain = of.debug_text.is_some() && of.format_spec.is_none();
                    let conversion = match of.conversion {
                        ast::ConversionFlag::None if plain => 2,
                        ast::ConversionFlag::None => 0,
                        ast::ConversionFlag::Str => 1,
                        ast::ConversionFlag::Repr => 2,
                        ast::ConversionFlag::Ascii => 3,
                    };
                    if let Some(spec) = &of.format_spec {
                        let parts = self.elements(&spec.elements)?;
                        self.op(Op::Join(parts));
                    }
                    self.op(Op::Format(conversion, of.format_spec.is_some()));
                    count += 1;
                }
            }
        }
        Ok(count)
    }

    /// `name = ` of `{name = }`: the source from the brace up to what follows the equals sign.
    fn debug_text(&self, of: &ast::InterpolatedElement) -> String {
        let text = &self.source.text;
        let from = of.range.start().to_usize() + 1;
        let expression = of.expression.range().end().to_usize();
        let rest = text
            .get(expression..of.range.end().to_usize())
            .unwrap_or("");
        let equals = rest.find('=').map_or(0, |place| place + 1);
        let blanks = rest
            .get(equals..)
            .map_or(0, |rest| rest.len() - rest.trim_start().len());
        text.get(from..expression + equals + blanks)
            .unwrap_or("")
            .into()
    }
}
