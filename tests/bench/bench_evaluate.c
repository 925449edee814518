/*
 * bench_evaluate - how long evaluating a large account takes. Prints figures and
 * asserts nothing. Run in the project's root folder: bench_evaluate [CUSTOMERS [USERS]]
 */
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "audit/core/clock.h"
#include "audit/core/error.h"
#include "audit/core/file/file.h"
#include "audit/core/mem.h"
#include "audit/core/str.h"
#include "audit/model/audit.h"
#include "audit/rules/catalogue.h"
#include "audit/rules/check/evaluate.h"
#include "audit/rules/profile/profile.h"

#define ROUNDS 5

static int read_templates(struct arena *arena, struct audit *audit, struct error *err)
{
	struct str bytes = STR_INIT(STR_BODY);
	struct catalogue *catalogue = NULL;
	struct profile *profile = NULL;
	int result = -1;

	if (file_read("templates/permissions.json", &bytes, err) != 0 ||
	    catalogue_read(arena, "permissions.json", str_text(&bytes), bytes.length, &catalogue,
			   err) != 0)
		goto done;
	str_clear(&bytes);
	if (file_read("templates/profiles/jumpcloud-mtp.json", &bytes, err) != 0 ||
	    profile_read(arena, catalogue, "jumpcloud-mtp.json", str_text(&bytes), bytes.length,
			 &profile, err) != 0)
		goto done;
	audit->catalogue = catalogue;
	audit->profile = profile;
	result = 0;
done:
	str_release(&bytes);
	return result;
}

static struct source whole(const char *path)
{
	return (struct source){
		.path = path, .status = 200, .expected = -1, .complete = true, .problem = ""
	};
}

/* One in ten carries another's name, has no invoice, or is written beyond ASCII. */
static void fill_customers(struct arena *arena, struct account *account, size_t count)
{
	account->customers = arena_array(arena, count, sizeof *account->customers);
	account->schedules = arena_array(arena, count, sizeof *account->schedules);
	for (size_t i = 0; i < count; i++) {
		struct customer *customer = &account->customers[account->customer_count++];
		size_t number = i % 10 == 7 ? i / 2 : i;
		*customer = (struct customer){
			.id = (int64_t)i + 1,
			.business_name =
				i % 10 == 3
					? arena_printf(arena, "M\xC3\xBCller & S\xC3\xB6hne %zu",
						       number)
					: arena_printf(arena, "Customer Number %zu Limited",
						       number),
			.full_name = "",
			.email = arena_printf(arena, "office%zu@customer.example", i),
			.disabled = i % 50 == 0 ? TRI_YES : TRI_NO,
		};
		if (i % 10 == 5)
			continue;
		account->schedules[account->schedule_count++] = (struct schedule){
			.id = (int64_t)i + 1,
			.customer_id = customer->id,
			.paused = TRI_NO,
			.line_count = 1,
			.lines_known = true,
		};
	}
}

static void fill_users(struct arena *arena, struct account *account, size_t count)
{
	account->users = arena_array(arena, count, sizeof *account->users);
	for (size_t i = 0; i < count; i++) {
		struct user *user = &account->users[account->user_count++];
		*user = (struct user){
			.id = (int64_t)i + 1,
			.name = "Somebody",
			.email = arena_printf(arena, "user%zu@msp.example", i),
			.global_admin = i < 3 ? TRI_YES : TRI_NO,
			.group_count = 1,
			.listed = true,
			.detailed = true,
			.detail_status = 200,
		};
		user->groups = arena_array(arena, 1, sizeof *user->groups);
		user->groups[0] = arena_printf(arena, "Group %zu", i % 20);
	}
}

static void fill(struct arena *arena, struct account *account, size_t customers, size_t users)
{
	account->me = (struct me){ .known = true,
				   .user_id = 4,
				   .user_name = "",
				   .user_email = "",
				   .subdomain = "",
				   .global_admin = TRI_NO };
	fill_customers(arena, account, customers);
	fill_users(arena, account, users);
	account->sources[SOURCE_ME] = whole("/me");
	account->sources[SOURCE_USERS] = whole("/users");
	account->sources[SOURCE_DETAILS] = whole("/users/{id}");
	account->sources[SOURCE_CUSTOMERS] = whole("/customers");
	account->sources[SOURCE_SCHEDULES] = whole("/schedules");
}

static size_t allocated(void)
{
	const struct mallinfo2 info = mallinfo2();

	return info.uordblks + info.hblkhd;
}

static void measure(struct audit *audit)
{
	for (int round = 0; round < ROUNDS; round++) {
		size_t before = allocated();
		struct arena *arena = arena_new();
		int64_t start = clock_monotonic_ms();
		evaluate(arena, audit);
		int64_t took = clock_monotonic_ms() - start;
		(void)printf("%lld ms, %zu issues, %zu KiB for the result\n", (long long)took,
			     audit->issue_count, (allocated() - before) / 1024);
		arena_free(arena);
	}
}

int main(int argc, char **argv)
{
	size_t customers = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000;
	size_t users = argc > 2 ? strtoul(argv[2], NULL, 10) : 1000;
	struct arena *arena = arena_new();
	struct account account = { .subdomain = "" };
	struct audit audit = { .account = &account, .assessed_at = INT64_C(1795507200000) };
	struct error err = { .message = "" };
	struct rusage usage;
	int status = EXIT_FAILURE;

	mem_init();
	if (read_templates(arena, &audit, &err) != 0) {
		(void)fprintf(stderr, "%s\n", err.message);
		goto done;
	}
	fill(arena, &account, customers, users);
	(void)printf("%zu customers, %zu users, %zu schedules\n", account.customer_count,
		     account.user_count, account.schedule_count);
	measure(&audit);
	if (getrusage(RUSAGE_SELF, &usage) == 0)
		(void)printf("peak %ld KiB\n", usage.ru_maxrss);
	status = EXIT_SUCCESS;
done:
	arena_free(arena);
	return status;
}
