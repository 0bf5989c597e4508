# Two commands are enough: `make demo` shows Marbre, `make test` proves it. Both install what the
# machine lacks (see .ci/install).

# A Rust that rustup installed a moment ago is not yet on this shell's path.
export PATH := $(PATH):$(HOME)/.cargo/bin

.PHONY: demo test bench bench-email bench-window bench-list bench-board bench-search soak format clean

demo:
	@.ci/install build
	@.ci/demo out

test:
	@.ci/install test
	@.ci/check

bench:
	@.ci/install build
	cargo bench --package tests --bench budgets

# One issue by Marbre and by its peers, whose packages are installed for this alone.
bench-email:
	@.ci/install test
	@.ci/npm tests/e2e
	@.ci/npm tests/e2e/bench/email
	cargo build --workspace --features app/custom-protocol
	cargo bench --package tests --bench budgets -- email_of_fifteen
	node tests/e2e/bench/email/run.mjs

bench-search:
	@.ci/install build
	cargo bench --package tests --bench search

bench-window:
	@.ci/install test
	@.ci/interface
	@.ci/npm tests/e2e
	cargo build --workspace --features app/custom-protocol
	tests/e2e/run.sh node tests/e2e/bench/typing.mjs

bench-list:
	@.ci/install test
	@.ci/interface
	@.ci/npm tests/e2e
	cargo build --workspace --features app/custom-protocol
	tests/e2e/run.sh node tests/e2e/bench/many.mjs

bench-board:
	@.ci/install test
	@.ci/interface
	@.ci/npm tests/e2e
	cargo build --workspace --features app/custom-protocol
	tests/e2e/run.sh node tests/e2e/bench/board.mjs

# Kills the newsroom 200 times in the middle of typing; cuts the power at every call of a session
# of 200 changes; has the disk fail at every call of a shorter one.
soak:
	@.ci/install test
	@.ci/interface
	@.ci/npm tests/e2e
	cargo build --workspace --features app/custom-protocol
	MARBRE_CHANGES=200 cargo test --workspace --features app/custom-protocol --test suite \
		power::whatever_call_the_power -- --nocapture
	MARBRE_EVERYTHING=1 cargo test --workspace --features app/custom-protocol --test suite \
		power::whatever_call_the_disk -- --nocapture
	cd tests/e2e && MARBRE_KILLS=200 node --test --test-reporter=spec serve/killed.test.mjs

format:
	@.ci/npm ui
	@.ci/npm tests/e2e
	cargo fmt --all
	npm --prefix ui run --silent format
	npm --prefix tests/e2e run --silent format

clean:
	rm -rf out ui/dist ui/node_modules tests/e2e/node_modules tests/e2e/bench/email/node_modules
	cargo clean
