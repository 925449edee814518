# Part of the Makefile: the fuzz targets, one program each.
# BUILD/replay/X replays a corpus (tests/fuzz/replay.c); BUILD/fuzz/X is fuzzed, when
# the build is made for it: see "make fuzz" and tests/fuzz/README.md.
FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SECONDS ?= 10
FUZZ_RUNS ?= -1
FUZZ_SEED ?= 0
FUZZ_SHARED = $(filter-out %/replay.o $(BUILD)/tests/fuzz/fuzz_%,$(call OBJ,tests/fuzz/*.c)) \
	$(addprefix $(BUILD)/tests/unit/fixture_,sample.o server.o csv_read.o csv_rows.o junit_read.o \
	sarif_read.o oscal_read.o tally.o) $(LIBRARY)
REPLAYS := $(FUZZ_TARGETS:%=$(BUILD)/replay/%)

.PHONY: replays fuzzers fuzz
replays: $(REPLAYS)
fuzzers: $(FUZZ_TARGETS:%=$(BUILD)/fuzz/%)

$(REPLAYS): $(BUILD)/replay/%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/replay.o $(FUZZ_SHARED)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/fuzz_%.o $(FUZZ_SHARED)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)

# Telling the fuzzer of every comparison helps it to guess keywords; the layout has none,
# and is half as fast with it.
ifneq (,$(findstring fuzzer,$(SAN)))
$(BUILD)/report/%.o $(BUILD)/tests/fuzz/%.o: CFLAGS += -fno-sanitize-coverage=trace-cmp
endif

# Every target for a while, with libFuzzer.
fuzz:
	@$(MAKE) -j$(JOBS) --no-print-directory fuzzers CC=clang BUILD=build-fuzz \
		SAN=fuzzer-no-link,address,undefined
	@tests/fuzz/run -j $(JOBS) -t $(FUZZ_SECONDS) -r $(FUZZ_RUNS) -s $(FUZZ_SEED) \
		$(FUZZ_TARGETS:%=build-fuzz/fuzz/%)
