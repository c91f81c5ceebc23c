//! Running a whole program.

use super::code::Source;
use super::compile::compile;
use super::host::Host;
use super::object::{Dict, Module, Value, intern};
use super::vm::{Stop, Then, Vm};
use alloc::boxed::Box;
use alloc::rc::Rc;

/// Runs a program to its end and returns its exit code, as `python3 path` has it: 0, 1 after an
/// exception that nobody caught, or what `SystemExit` says. At most `allowance` instructions are
/// run, where that is limited; beyond them the exit code is 130, as after an interrupt.
pub fn run_program(path: &str, text: &str, host: Box<dyn Host>, allowance: Option<u64>) -> i32 {
    let mut vm = Vm::new(host);
    vm.allowance = allowance;
    let source = Rc::new(Source::new(path, text, true));
    let code = match compile(&source) {
        Ok(code) => code,
        Err(wrong) => {
            let told = vm.syntax_error_text(&source, &wrong);
            vm.host.stderr(&told);
            return 1;
        }
    };
    let globals = Rc::new(Dict::default());
    globals.set_str("__name__", Value::str("__main__"));
    globals.set_str("__file__", Value::str(path));
    let module = Module {
        name: intern("__main__"),
        dict: globals.clone(),
    };
    vm.modules
        .set_str("__main__", Value::Module(Rc::new(module)));
    let frame = vm.frame(&code, &globals, Then::Stop);
    match vm.run(frame) {
        Ok(_) => 0,
        Err(Stop::Raise(exception)) => vm.exit_code(&exception),
        Err(Stop::Park | Stop::Halt) => 130,
    }
}
