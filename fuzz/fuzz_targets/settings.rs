#![no_main]

use libfuzzer_sys::fuzz_target;
use rvc_report::settings::Settings;

fuzz_target!(|text: &str| {
    let _ = Settings::parse(text, "rvc.toml");
});
