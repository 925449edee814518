# Part of the Makefile: the library the tests of local faults load into the program.
.PHONY: preload
preload: $(BUILD)/preload.so

$(BUILD)/preload.so: tests/fault/preload.c
	@mkdir -p $(@D)
	@echo '  LINK    $@'
	@$(CC) -std=c17 -D_GNU_SOURCE -I. $(WARN) -O2 -g -fPIC -shared -o $@ $<
