# Part of the Makefile: the fuzz targets, one program each.
# BUILD/replay/X replays a corpus (tests/fuzz/replay.c); BUILD/fuzz/X is fuzzed, when
# the build is made for it: see "make fuzz" and tests/fuzz/README.md.
FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SECONDS ?= 10
FUZZ_RUNS ?= -1
FUZZ_SEED ?= 0
FUZZ_SHARED = $(filter-out %/replay.o $(BUILD)/tests/fuzz/fuzz_%,$(call OBJ,tests/fuzz/*.c)) \
	$(FIXTURES) $(LIBRARY)
REPLAYS := $(FUZZ_TARGETS:%=$(BUILD)/replay/%)

export FUZZ_SECONDS FUZZ_RUNS FUZZ_SEED
.PHONY: replays fuzzers fuzz build-fuzzers
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

# It asks libcurl itself, which the program loads (audit/core/library.h).
$(BUILD)/replay/url $(BUILD)/fuzz/url: LIBS += $(call pkg-config,--libs,libcurl)

# Telling the fuzzer of every comparison helps it to guess keywords; the layout has none,
# and is half as fast with it.
ifneq (,$(findstring fuzzer,$(SAN)))
$(BUILD)/report/%.o $(BUILD)/tests/fuzz/%.o: CFLAGS += -fno-sanitize-coverage=trace-cmp
endif

# Every target for a while, with libFuzzer.
FUZZERS := $(FUZZ_TARGETS:%=build-fuzz/fuzz/%)
fuzz: build-fuzzers
	@$(PROVE) $(FUZZERS)

build-fuzzers:
	@$(MAKE) $(IN_PARALLEL) fuzzers CC=clang BUILD=build-fuzz \
		SAN=fuzzer-no-link,address,undefined
