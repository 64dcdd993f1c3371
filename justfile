# Short names for the commands of CONTRIBUTING.md. `just --list`

# Build the program and the demonstration report
build:
    cargo run --release -- build

# Run all tests
test:
    cargo test

# Check format, lints, licences and sources of dependencies
lint:
    cargo fmt --check
    cargo clippy --all-targets --all-features -- -D warnings
    cargo deny --offline check bans licenses sources

# Build the API documentation, warnings denied
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# What continuous integration runs
ci:
    .ci/run

# Make the demonstration data again, bit for bit
demo-data:
    cargo run --release --example make_demo_data

# Time the built program as a whole process
bench:
    cargo bench
