# make            builds ./syncro-audit
# make deps       installs the Debian packages it needs; deps-demo the one more that `make demo`
#                 needs, deps-test those of the tests
# make demo       audits a stand-in account on loopback and says where the reports are
# make check      runs the tests; make check-rest what takes longer: lint, a second compiler,
#                 fuzzing, the fault campaign, local faults, valgrind, a validator of PDF;
#                 make check-bare the README's commands on a bare Debian 12 and 13, check-next
#                 on Debian's testing
# make lint       looks at the source; make format sets it
# make campaign SEEDS=20000 (or 7..7): the fault campaign, more of it; campaign-fleet likewise
# make bench      time, memory and bytes of each stage, beside what one would take instead (deps-bench);
#                 make bench-instructions holds each against figures kept: tests/bench/README.md
# make fuzz       fuzzes every target for FUZZ_SECONDS (10) each
# make install    into PREFIX (/usr/local), below DESTDIR; make uninstall; make deb: a Debian package, in
#                 build/deb (make deps-deb brings what that needs); make image: an OCI image
#                 (deps-image); make dist: the source
# BUILD=dir builds somewhere else; SAN=address,undefined with sanitizers; CC=clang
VERSION := 0.2.0
BUILD ?= build
PREFIX ?= /usr/local
SAN ?=
CFLAGS ?= -O2 -g
JOBS ?= $(shell nproc)

DEPS := build-essential pkg-config libcurl4-openssl-dev libcjson-dev libssl-dev libxlsxwriter-dev \
	libhpdf-dev libharfbuzz-dev libicu-dev libfontconfig-dev libpng-dev zlib1g-dev libzip-dev \
	libexpat1-dev libqpdf-dev liblcms2-dev ca-certificates \
	fonts-open-sans fonts-wqy-microhei fonts-dejavu-core fonts-noto-core fonts-symbola
DEPS_DEMO := libmicrohttpd-dev
DEPS_TEST := $(DEPS_DEMO) perl locales fish zsh mandoc libcmocka-dev qpdf poppler-utils libxml2-utils unzip \
	valgrind clang clang-format clang-tidy libclang-rt-dev cppcheck shellcheck python3 curl git openssh-client \
	default-jre-headless libpdfbox2-java libjaxb-api-java libactivation-java debootstrap \
	systemd-container python3-openpyxl python3-yaml bindfs
PKGS := libcjson libcrypto harfbuzz harfbuzz-subset icu-uc fontconfig libpng zlib libzip expat lcms2
LOADED := libcurl libqpdf

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wvla -Wformat=2 -Wwrite-strings -Wundef -Wswitch-enum -Werror
HARDEN := $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer, \
	-D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fcf-protection)
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -DVERSION='"$(VERSION)"' \
	-DTEMPLATES='"$(PREFIX)/share/syncro-audit/templates"' -I. -include audit/core/banned.h \
	$(WARN) $(HARDEN) -fPIE $(PKG_CFLAGS) $(SONAMES) $(CFLAGS)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now,-z,noexecstack $(if $(SAN),-fsanitize=$(SAN)) $(LDFLAGS)
LIBS = $(PKG_LIBS) -lxlsxwriter -lhpdf -lm
# Asked once, and not before something is built: `make deps` may have to bring it first. A package
# that is not there empties what all of them answer, so it ends the build by its name.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(call pkg-config,--cflags-only-I,$(PKGS) $(LOADED)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(call pkg-config,--libs,$(PKGS)))$(PKG_LIBS)
pkg-config = $(strip $(foreach package,$(2),$(if $(shell pkg-config --exists $(package) 2>&1 || echo no), \
	$(error pkg-config does not find $(package): `make deps` installs what is needed))) \
	$(shell pkg-config $(1) $(2)))
# What is loaded when it is first needed (audit/core/library.h) has the name that the linker would
# note down: LIBCURL is "libcurl.so.4".
SONAMES = $(eval SONAMES := $$(foreach library,$(LOADED),$$(call soname,$$(library))))$(SONAMES)
soname = -D$(shell echo $(1) | tr a-z A-Z)='"$(or $(filter $(1)%,$(shell mkdir -p $(BUILD) && \
	$(CC) -shared -nostdlib -Wl,--no-as-needed $(call pkg-config,--libs,$(1)) -o $(BUILD)/.soname && \
	readelf -d $(BUILD)/.soname | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p')),$(error no shared $(1) can be linked))"'

OBJ = $(patsubst %.c,$(BUILD)/%.o,$(wildcard $(1)))
PROGRAM := $(patsubst %.c,$(BUILD)/%.o,$(shell find audit report -name '*.c'))
LIBRARY := $(BUILD)/libsyncro-audit.a
UNIT := $(patsubst tests/%.c,$(BUILD)/%,$(wildcard tests/unit/test_*.c))
FIXTURES := $(BUILD)/libfixtures.a

.PHONY: all program unit standin deps deps-deb deps-image deps-demo deps-test demo golden samples clean FORCE
all: syncro-audit
program: $(BUILD)/syncro-audit
unit: $(UNIT)
standin: $(BUILD)/standin

syncro-audit: $(BUILD)/syncro-audit
	@cp $< $@

$(BUILD)/syncro-audit: $(BUILD)/audit/main.o $(LIBRARY)
	@echo '  LINK    $@'
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

# Every room, for the program and the tests; thin, since rooms have files of one name.
# Of the fixtures a test takes what it needs, and of the rooms what these need.
$(LIBRARY): $(filter-out %/audit/main.o,$(PROGRAM))
$(FIXTURES): $(call OBJ,tests/unit/fixture_*.c)
$(LIBRARY) $(FIXTURES):
	@echo '  AR      $@'
	@rm -f $@ && $(AR) rcsT $@ $^

$(BUILD)/%.o: %.c $(BUILD)/.flags
	@mkdir -p $(@D)
	@echo '  CC      $@'
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(UNIT): $(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(FIXTURES) $(LIBRARY)
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS) -lcmocka

$(BUILD)/standin: $(call OBJ,tests/standin/*.c) $(LIBRARY)
	@echo '  LINK    $@'
	@$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LIBS) -lmicrohttpd

# Built anew when the compiler or a flag changes.
$(BUILD)/.flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS))' | cmp -s - $@ || \
		echo '$(subst ','\'',$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS))' >$@

# Only what is missing, so that a machine that has everything needs no root.
define install-missing
	@missing=$$(dpkg-query -W -f '$${Package} $${db:Status-Status}\n' $(1) 2>&1 | \
		awk '/no packages found/ {print $$NF} $$2 && $$2 != "installed" && !/no packages/ {print $$1}'); \
	if [ -n "$$missing" ]; then set -x; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends $$missing >/dev/null; fi
endef
deps:
	$(call install-missing,$(DEPS))
deps-deb: deps
	$(call install-missing,debhelper lintian)
deps-image: deps-deb
	$(call install-missing,debootstrap umoci)
deps-demo: deps
	$(call install-missing,$(DEPS_DEMO))
deps-test: deps
	$(call install-missing,$(DEPS_TEST))

demo: syncro-audit standin
	@tests/demo $(BUILD)/standin $(SAMPLE)

# Stores what the reports of the samples read like; look at the difference.
golden: syncro-audit
	GOLDEN_UPDATE=1 tests/golden/report.sh

samples: syncro-audit standin
	samples/generate --record $(BUILD)/standin ./syncro-audit

clean:
	rm -rf build build-* syncro-audit

include templates/rules.mk tests/rules.mk tests/fuzz/rules.mk tests/fault/rules.mk tests/bench/rules.mk
-include $(shell find $(BUILD) -name '*.d' -type f 2>/dev/null)
