/* Where the token comes from, and what is refused before anything is sent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/core/array.h"
#include "audit/core/error.h"
#include "audit/input/token.h"

#define TOKEN "Tabc-0123456789"

static char path[] = "/tmp/syncro-audit-token-XXXXXX";
static const volatile sig_atomic_t never;

static void put(const char *text, mode_t mode)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, mode), 0);
}

static void expect(const struct token_options *options, const char *token, const char *message)
{
	struct secret secret = { .value = NULL };
	struct error err = { .message = "" };
	int result = token_read(options, &never, &secret, &err);

	assert_int_equal(result, token ? 0 : -1);
	if (token)
		assert_string_equal(secret.value, token);
	else if (!strstr(err.message, message))
		fail_msg("'%s' does not say '%s'", err.message, message);
	assert_null(strstr(err.message, TOKEN));
	secret_release(&secret);
	assert_null(secret.value);
}

static void a_file_may_end_in_a_line_break_and_must_be_private(void **state)
{
	const struct token_options options = { .token_file = path };

	(void)state;
	put(TOKEN "\n", 0600);
	expect(&options, TOKEN, NULL);
	put(TOKEN, 0400);
	expect(&options, TOKEN, NULL);
	put(TOKEN, 0640);
	expect(&options, NULL, "others can read it; mend it with: chmod 600 '");
	assert_int_equal(chmod(path, 0777), 0);
	expect(&options, NULL, "as on a drive of Windows, keep it in your home folder");
	put("", 0600);
	expect(&options, NULL, "token file: is empty");
	put("short\n", 0600);
	expect(&options, NULL, "has 5 characters; expected 8 to 4096");
	put(TOKEN "\n" TOKEN "\n", 0600);
	expect(&options, NULL, "holds white space");
	put(TOKEN "\x01", 0600);
	expect(&options, NULL, "not printable ASCII, at character 16");
	assert_int_equal(unlink(path), 0);
	expect(&options, NULL, "No such file");
}

/* What would be sent, be refused, and look like a token that Syncro rejects. */
static void what_is_put_around_a_token_is_named(void **state)
{
	static const struct {
		const char *text, *message; /* NULL = it is the token */
	} cases[] = {
		{ TOKEN "\n", NULL },
		{ TOKEN "\r\n", NULL },
		{ TOKEN "==\n", NULL },
		{ "\"" TOKEN "\"\n", "quotes" },
		{ "'" TOKEN "'\n", "quotes" },
		{ "'" TOKEN "\n", "quotes" },
		{ TOKEN "\"\n", "quotes" },
		{ "SYNCRO_API_TOKEN=" TOKEN "\n", "NAME=value" },
		{ "token=\"" TOKEN "\"\n", "quotes" },
		{ "Bearer " TOKEN "\n", "'Bearer'" },
		{ "bearer\t" TOKEN "\n", "'Bearer'" },
		{ "Bearer\n" TOKEN "\n", "'Bearer'" },
		{ "\xEF\xBB\xBF" TOKEN "\n", "byte order mark" },
		{ "\xFF\xFET", "byte order mark" },
		{ "Tabc 0123456789\n", "holds white space" },
		{ "{\"token\":\"" TOKEN "\"}\n", "a sign that is in no token" },
		{ "<" TOKEN ">\n", "in no token, such as a bracket or a colon, at character 1" },
		{ TOKEN ";\n", "at character 16" },
		{ "$SYNCRO_API_TOKEN\n", "in no token" },
		{ "op://vault/item/token\n", "at character 3" },
	};
	const struct token_options file = { .token_file = path }, none = { .token_file = NULL };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *token = cases[i].message ? NULL : i == 2 ? TOKEN "==" : TOKEN;
		put(cases[i].text, 0600);
		expect(&file, token, cases[i].message);
		setenv("SYNCRO_API_TOKEN", cases[i].text, 1);
		expect(&none, token, cases[i].message);
	}
}

static void a_token_has_at_most_4096_characters(void **state)
{
	static char text[4099];
	const struct token_options file = { .token_file = path }, none = { .token_file = NULL },
				   command = { .token_command = "tr -d '\\n' </dev/zero | "
								"head -c 4097 | tr '\\0' a" };

	(void)state;
	memset(text, 'a', 4096);
	put(text, 0600);
	expect(&file, text, NULL);
	memset(text, 'a', 4097);
	put(text, 0600);
	expect(&file, NULL, "has more than 4096 characters");
	setenv("SYNCRO_API_TOKEN", text, 1);
	expect(&none, NULL, "has more than 4096 characters");
	expect(&command, NULL, "has more than 4096 characters");
}

/* The token in the place of the file's name. */
static void what_may_be_the_token_is_not_repeated(void **state)
{
	struct token_options options = { .token_file = TOKEN };

	(void)state;
	expect(&options, NULL, "'Tabc...': No such file");
	options.token_file = "no/such/" TOKEN;
	expect(&options, NULL, "'no/s...': No such file");
	options.token_file = "/tmp/no-such-file-0123";
	expect(&options, NULL, "'/tmp/no-such-file-0123': No such file");
	options.token_file = "/tmp";
	expect(&options, NULL, "'/tmp': is neither a file nor a pipe");
}

static void a_pipe_is_read_to_its_end(void **state)
{
	const struct token_options options = { .token_file = "/dev/fd/200" };
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(dup2(ends[0], 200), 200);
	close(ends[0]);
	assert_int_equal(write(ends[1], TOKEN "\n", sizeof TOKEN), sizeof TOKEN);
	close(ends[1]);
	expect(&options, TOKEN, NULL);
	expect(&options, NULL, "is empty");
	close(200);
	expect(&options, NULL, "Bad file descriptor");
}

static void the_mtp_has_a_key_of_its_own(void **state)
{
	struct secret key = { .value = NULL };
	struct error err = { .message = "" };

	(void)state;
	assert_int_equal(unsetenv("JUMPCLOUD_API_KEY"), 0);
	assert_int_equal(token_read_mtp_key(&key, &err), -1);
	assert_non_null(strstr(err.message, "JUMPCLOUD_API_KEY"));
	assert_int_equal(setenv("JUMPCLOUD_API_KEY", "two words", 1), 0);
	assert_int_equal(token_read_mtp_key(&key, &err), -1);
	assert_null(strstr(err.message, "two words"));
	assert_int_equal(setenv("JUMPCLOUD_API_KEY", TOKEN, 1), 0);
	assert_int_equal(token_read_mtp_key(&key, &err), 0);
	assert_string_equal(key.value, TOKEN);
	assert_null(getenv("JUMPCLOUD_API_KEY"));
	secret_release(&key);
}

static void a_command_gives_its_first_line(void **state)
{
	struct token_options options = { .token_command = "printf '" TOKEN "\\nlogin: joe\\n'" };

	(void)state;
	expect(&options, TOKEN, NULL);
	options.token_command = "printf '" TOKEN "'; exit 3";
	expect(&options, NULL, "ended with status 3");
	options.token_command = "true";
	expect(&options, NULL, "is empty");
	options.token_command = "kill -9 $$";
	expect(&options, NULL, "ended by a signal");
	options.token_file = path;
	expect(&options, NULL, "exclude each other");
}

static void the_environment_comes_last_and_is_cleared(void **state)
{
	const struct token_options options = { .token_file = NULL };

	(void)state;
	setenv("SYNCRO_API_TOKEN", TOKEN, 1);
	expect(&options, TOKEN, NULL);
	assert_null(getenv("SYNCRO_API_TOKEN"));
	expect(&options, NULL, "no API token");
}

static void a_credential_of_the_service_manager_may_show_its_group(void **state)
{
	static const struct {
		const char *folder; /* NULL = there is no service manager */
		mode_t mode;
		bool accepted;
	} cases[] = {
		{ "/tmp", 0400, true },	 { "/tmp", 0440, true },  { "/tmp", 0444, false },
		{ "/tmp", 0640, false }, { "/tmp", 0460, false }, { NULL, 0440, false },
		{ "/", 0440, false },	 { "", 0440, false },	  { "/tm", 0440, false },
		{ "/run", 0440, false },
	};
	const struct token_options options = { .token_file = path };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (cases[i].folder)
			(void)setenv("CREDENTIALS_DIRECTORY", cases[i].folder, 1);
		else
			(void)unsetenv("CREDENTIALS_DIRECTORY");
		put(TOKEN, 0600);
		assert_int_equal(chmod(path, cases[i].mode), 0);
		expect(&options, cases[i].accepted ? TOKEN : NULL, "others can read it");
		assert_int_equal(chmod(path, 0600), 0);
	}
	(void)unsetenv("CREDENTIALS_DIRECTORY");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_may_end_in_a_line_break_and_must_be_private),
		cmocka_unit_test(a_credential_of_the_service_manager_may_show_its_group),
		cmocka_unit_test(what_is_put_around_a_token_is_named),
		cmocka_unit_test(a_token_has_at_most_4096_characters),
		cmocka_unit_test(what_may_be_the_token_is_not_repeated),
		cmocka_unit_test(a_pipe_is_read_to_its_end),
		cmocka_unit_test(the_mtp_has_a_key_of_its_own),
		cmocka_unit_test(a_command_gives_its_first_line),
		cmocka_unit_test(the_environment_comes_last_and_is_cleared),
	};
	int fd = mkstemp(path);

	if (fd >= 0)
		(void)close(fd);
	(void)unsetenv("SYNCRO_API_TOKEN");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
