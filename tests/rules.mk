# Part of the Makefile: what runs the tests, and what looks at the source. A test is a program
# or a shell script that prints TAP (tests/one); prove runs them and shows each as it ends. Python
# is called by its own path: what stands in front of it may be a script that looks for it each time.
PROVE = PATH="$$(python3 -c 'import os, sys; print(os.path.dirname(sys.executable))'):$$PATH" \
	PERL5LIB=tests prove --norc --formatter Tally --directives --timer --jobs $(PROVE_JOBS) --exec tests/one
# One more than there are processors, since many wait most of the time.
PROVE_JOBS ?= $(shell expr $(JOBS) + 1)
IN_PARALLEL = -j$(JOBS) --no-print-directory
SANITIZED = $(IN_PARALLEL) BUILD=build-asan SAN=address,undefined CFLAGS='-O1 -g'
SCRIPTS = $(filter-out %/lib.sh,$(wildcard $(1:%=tests/%/*.sh)))
SOURCES := $(shell find audit report tests/standin tests/fuzz tests/bench -name '*.c')
TESTS_IN_C := $(wildcard tests/unit/*.c tests/fuzz/*.c tests/bench/*.c)

.PHONY: check check-rest check-long check-bare check-next campaign campaign-fleet second-compiler tests-read format lint layers tidy

# Unit, command-line and golden tests and the corpora of the fuzz targets, with sanitizers; with
# SANITIZERS= of the program that users have, which is quicker where a system is tried and not the code.
SANITIZERS ?= address,undefined
CHECKED = $(if $(SANITIZERS),build-asan,$(BUILD))
check:
	@$(MAKE) $(IN_PARALLEL) syncro-audit
	@$(MAKE) $(if $(SANITIZERS),$(SANITIZED),$(IN_PARALLEL)) program standin stages unit replays
	@SYNCRO_AUDIT=$(CHECKED)/syncro-audit STANDIN=$(CHECKED)/standin $(PROVE) $(call SCRIPTS,cli golden) \
		$(patsubst tests/%.c,$(CHECKED)/%,$(wildcard tests/unit/test_*.c)) $(REPLAYS:$(BUILD)/%=$(CHECKED)/%)

# The clock and the network of its courier are made up.
MADE_UP := clock_monotonic_ms http_new http_free http_start http_wait http_finished http_cancel
$(BUILD)/unit/test_courier: private ALL_LDFLAGS += $(MADE_UP:%=-Wl,--wrap=%)

# What takes longer. The fuzzers try the same inputs each time; so does the campaign.
check-rest: FUZZ_RUNS = 20000
check-rest: FUZZ_SEED = 1
check-rest: lint second-compiler check-long

# What valgrind looks at: a test of each module that owns memory. The sanitizers see the rest.
OWNERS := agenda canvas check_billing csv evidence file flow http idset intake json \
	json_stream limiter logo manifest mem mtp_intake paging pdf_report probes removal secret str \
	text text_lines text_shape view xlsx_book
check-long: build-fuzzers
	@$(MAKE) $(IN_PARALLEL) program standin preload $(OWNERS:%=$(BUILD)/unit/test_%)
	@$(MAKE) $(SANITIZED) program
	@SYNCRO_AUDIT=build-asan/syncro-audit STANDIN=$(BUILD)/standin PLAIN=$(BUILD)/syncro-audit \
		PRELOAD=$(CURDIR)/$(BUILD)/preload.so UNIT_TESTS='$(OWNERS:%=$(BUILD)/unit/test_%)' \
		$(PROVE) $(call SCRIPTS,slow campaign memory fault) $(FUZZERS)

# Bare systems, made and thrown away: what a user has, with what the README says. Two at a time:
# most of what makes one keeps one processor busy.
check-bare: PROVE_JOBS = 2
check-bare:
	@$(PROVE) $(call SCRIPTS,bare)
# Of Debian's testing, which changes from day to day.
check-next:
	@$(PROVE) tests/bare/next

SEEDS ?= 500
export SEEDS
campaign-fleet: FLEETS = --fleets
campaign campaign-fleet: standin
	@$(MAKE) $(SANITIZED) program
	@SYNCRO_AUDIT=build-asan/syncro-audit STANDIN=$(BUILD)/standin tests/campaign/campaign $(FLEETS) $(SEEDS)

# The tests need not be built for that.
second-compiler:
	@$(MAKE) $(IN_PARALLEL) program standin tests-read CC=clang BUILD=build-clang
tests-read:
	@printf '%s\n' $(TESTS_IN_C) | xargs -P $(JOBS) -n 8 $(CC) $(ALL_CFLAGS) -fsyntax-only

format:
	git ls-files '*.c' '*.h' | xargs clang-format -i

layers: $(PROGRAM) standin
	tests/checks/layers $(BUILD)

lint: layers
	tests/checks/sizes
	tests/campaign/mutants --check
	git ls-files '*.c' '*.h' | xargs clang-format --dry-run -Werror
	@for h in $$(git ls-files '*.h'); do echo "#include \"$$h\"" | $(CC) $(ALL_CFLAGS) -fsyntax-only \
		-x c - || { echo "header does not stand alone: $$h"; exit 1; }; done
	@$(MAKE) $(IN_PARALLEL) tidy
	@mkdir -p $(BUILD)/cppcheck
	@echo '  CPPCHECK'
	@cppcheck --quiet --enable=warning,performance,portability --inline-suppr --std=c11 \
		--include=tests/checks/cppcheck.macros --cppcheck-build-dir=$(BUILD)/cppcheck -j $(JOBS) \
		--error-exitcode=1 -I. $(SOURCES)
	shellcheck tests/one tests/fuzz/run tests/demo tests/*/*.sh \
		tests/cli/*/lib.sh tests/bare/units tests/bare/next tests/checks/sizes .ci/run

# clang-tidy takes longest: again only where text, headers or flags changed.
TIDY := $(SOURCES:%.c=$(BUILD)/tidy/%.stamp)
tidy: $(TIDY)
$(TIDY): $(BUILD)/tidy/%.stamp: %.c .clang-tidy $(BUILD)/.flags
	@mkdir -p $(@D)
	@echo '  TIDY    $<'
	@clang-tidy --quiet $< -- $(ALL_CFLAGS) 2>/dev/null
	@$(CC) $(ALL_CFLAGS) -MM -MP -MT $@ -MF $(@:stamp=d) $< && touch $@
