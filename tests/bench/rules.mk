# Part of the Makefile: what measures the program, and what holds it against figures kept.
# make bench                            in some ten minutes; see tests/bench/README.md
# make bench SIZES="100 1000000"        other sizes, in customers; or USERS="10 10000"
# make bench-instructions               against tests/bench/instructions.txt; RECORD=1 writes them
# make bench-samples                    samples/bench: how time, memory and requests grow
# make bench-fleet                      fifty accounts at the limit of one address: ten minutes
# make bench-network                    round trips, and requests a minute: waits most of the time
SIZES ?= 100 10000 40000
USERS ?= 10
ROUNDS ?= 5
RECORD ?=
PROFILE ?=
MINUTES ?= 3
BENCH = $(BUILD)/bench/stages
DEPS_BENCH := $(DEPS_DEMO) valgrind python3 python3-requests python3-xlsxwriter python3-openpyxl python3-reportlab \
	python3-cairo python3-gi python3-gi-cairo gir1.2-pango-1.0 python3-matplotlib python3-pil poppler-utils
export SIZES USERS ROUNDS RECORD PROFILE MINUTES

.PHONY: stages deps-bench bench bench-samples bench-instructions bench-network bench-fleet
stages: $(BENCH)
deps-bench: deps
	$(call install-missing,$(DEPS_BENCH))

bench: syncro-audit standin $(BENCH)
	@STANDIN=$(BUILD)/standin STAGES=$(BENCH) CC='$(CC)' tests/bench/run
bench-samples: SIZES = 100 1000 10000 40000 100000
bench-samples: ROUNDS = 3
bench-samples: bench
	@tests/bench/draw $(BUILD)/bench/bench.json samples/bench
bench-instructions: syncro-audit $(BENCH)
	@STAGES=$(BENCH) CC='$(CC)' tests/bench/instructions
bench-network: syncro-audit standin
	@STANDIN=$(BUILD)/standin tests/bench/network
bench-fleet: syncro-audit standin
	@STANDIN=$(BUILD)/standin tests/bench/fleet

$(BENCH): $(BUILD)/tests/bench/stages.o $(LIBRARY)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)
