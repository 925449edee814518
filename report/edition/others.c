/* The names that a report about one customer must not tell. */
#include "report/edition/internal.h"

#include "audit/core/array.h"

static void allow_texts(struct client_names *names, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		client_names_allow(names, texts[i]);
}

static void allow_profile(struct client_names *names, const struct profile *profile)
{
	const char *const texts[] = { profile->id, profile->title, profile->vendor,
				      profile->integration, profile->description };

	allow_texts(names, texts, COUNT_OF(texts));
	for (size_t i = 0; i < profile->requirement_count; i++) {
		const struct requirement *r = &profile->requirements[i];
		const char *const own[] = { r->id,	   r->title,	 r->action, r->group,
					    r->documented, r->rationale, r->where };
		allow_texts(names, own, COUNT_OF(own));
		allow_texts(names, r->remediation, r->remediation_count);
	}
	for (size_t i = 0; i < profile->job_count; i++) {
		const struct job *job = &profile->jobs[i];
		client_names_allow(names, job->title);
		client_names_allow(names, job->who);
		allow_texts(names, job->remediation, job->remediation_count);
	}
}

static void allow_catalogue(struct client_names *names, const struct catalogue *catalogue)
{
	for (size_t i = 0; catalogue && i < catalogue->count; i++) {
		client_names_allow(names, catalogue->permissions[i].name);
		client_names_allow(names, catalogue->permissions[i].family);
	}
}

/* Users stand in the report with name and address, whoever else is called so. */
static void allow_people(struct client_names *names, const struct account *account)
{
	client_names_allow(names, account->subdomain);
	client_names_allow(names, account->me.user_name);
	client_names_allow(names, account->me.user_email);
	for (size_t i = 0; i < account->user_count; i++) {
		client_names_allow(names, account->users[i].name);
		client_names_allow(names, account->users[i].email);
	}
}

/* What stands on the report because the MSP put it there. */
static void allow_brand(struct client_names *names, const struct brand *brand)
{
	if (!brand)
		return;
	const char *const texts[] = {
		brand->organisation,	brand->prepared_for, brand->title,
		brand->period,		brand->assessor,     brand->reviewer,
		brand->confidentiality, brand->footer,	     brand->email,
		brand->phone,		brand->web,	     brand->logo.alt
	};

	allow_texts(names, texts, COUNT_OF(texts));
}

/* The portal's names for customers, which Syncro may not have any more. */
static void add_companies(struct client_names *names, const struct mtp *mtp, int64_t only)
{
	for (size_t i = 0; mtp && i < mtp->company_count; i++) {
		if (mtp->companies[i].customer_id == only)
			continue;
		client_names_add(names, mtp->companies[i].name);
		client_names_add(names, mtp->companies[i].organization);
	}
}

/* Those of the baseline may be gone since, or be called otherwise. */
static void add_earlier(struct client_names *names, const struct comparison *comparison,
			int64_t only)
{
	for (size_t i = 0; comparison && i < comparison->earlier_count; i++)
		if (comparison->earlier[i].id != only)
			client_names_add(names, comparison->earlier[i].name);
}

struct client_names *edition_other_names(const struct audit *audit, int64_t only)
{
	const struct account *account = audit->account;
	struct client_names *names = client_names_new();
	const struct customer *shown = NULL;

	for (size_t i = 0; i < account->customer_count; i++) {
		const struct customer *customer = &account->customers[i];
		if (customer->id == only) {
			shown = customer;
			continue;
		}
		client_names_add(names, customer->business_name);
		client_names_add(names, customer->full_name);
		client_names_add(names, customer->email);
	}
	add_companies(names, account->mtp, only);
	add_earlier(names, audit->comparison, only);
	client_names_ready(names);
	allow_profile(names, audit->profile);
	allow_catalogue(names, audit->catalogue);
	allow_people(names, account);
	allow_brand(names, audit->presentation.brand);
	if (shown) {
		const char *const own[] = { shown->business_name, shown->full_name, shown->email };
		allow_texts(names, own, COUNT_OF(own));
	}
	return names;
}
