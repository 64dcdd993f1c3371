use std::process::ExitCode;

fn main() -> ExitCode {
    rvc_report::cli::main()
}
