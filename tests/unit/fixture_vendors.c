#include "tests/unit/fixture_vendors.h"

#include "audit/core/array.h"

const struct vendor vendors[] = {
	{ "gradient", "GR-", true, true,
	  "Customers - List/Search; Customers - View Detail; Products - List/Search; "
	  "Invoices - List/Search; Invoices - View Details; Invoices - Create; "
	  "Invoices - Edit; Recurring Invoices - List; Recurring Invoices - New; "
	  "Recurring Invoices - Edit",
	  0 },
	{ "dnsfilter", "DF-", true, true,
	  "Customers - List/Search; Customers - View Detail; Products - List/Search; "
	  "Invoices - List/Search; Invoices - View Details; Invoices - Create; "
	  "Invoices - Edit; Recurring Invoices - List; Recurring Invoices - New; "
	  "Recurring Invoices - Edit",
	  0 },
	{ "quoter", "QT-", false, false,
	  "Customers - Create; Customers - List/Search; Customers - View Detail; "
	  "Customers - Edit; Products - List/Search; Products - Edit; Products - Create; "
	  "Estimates - List/Search; Estimates - View Details; Estimates - Create; "
	  "Estimates - Edit; Invoices - View Details; Invoices - Create; Invoices - Edit; "
	  "Payments - Create; Line Item - Apply Discount; Line Item - Edit Prices; "
	  "Line Item - Add Manual Item for Invoices/Estimates; Vendors - List; "
	  "Vendors - View Details; Vendors - New",
	  0 },
	{ "saas-alerts", "SA-", true, false,
	  "Assets - View Details; Assets - List/Search; Contacts - Import; "
	  "Customers - List/Search; Customers - View Detail; "
	  "Customers - View Total Invoiced; Products - List/Search; Products - View Cost; "
	  "Line Item - Edit Prices; Line Item - View Cost; "
	  "Line Item - Add Manual Item for Invoices/Estimates; Tickets - List/Search; "
	  "Tickets - View Details; Tickets - Create; Tickets - Edit; "
	  "Ticket Comments - New; Recurring Invoices - List; Recurring Invoices - Edit; "
	  "RMM Alerts - List; RMM Alerts - Create; RMM Alerts - Clear/Manage",
	  BUT_RECOMMENDED },
	{ "rocketcyber", "RC-", true, false,
	  "Assets - View Details; Assets - List/Search; Contacts - Import; "
	  "Customers - List/Search; Customers - View Detail; Tickets - List/Search; "
	  "Tickets - View Details; Tickets - Create; Tickets - Edit; Tickets - Delete; "
	  "Tickets - Merge; Ticket Comments - New; Ticket Comments - Delete; "
	  "Ticket Workflows - Manage; Ticket Worksheets - Add; Ticket Worksheets - Manage; "
	  "Ticket Worksheets - Delete; RMM Alerts - List; RMM Alerts - Create; "
	  "RMM Alerts - Delete; RMM Alerts - Clear/Manage",
	  0 },
	{ "cloudradial-chat", "CR-", true, true,
	  "Customers - List/Search; Customers - View Detail; Tickets - List/Search; "
	  "Tickets - View Details; Tickets - Create; Tickets - Edit; Ticket Comments - New",
	  0 },
	{ "cloudblue", "CB-", false, false,
	  "Customers - Create; Customers - List/Search; Customers - View Detail; "
	  "Customers - View Total Invoiced; Customers - Edit; Customers - Delete; "
	  "Products - List/Search; Products - Edit; Products - Create; "
	  "Products - Edit Quantities; Products - View Cost; Invoices - List/Search; "
	  "Invoices - View Details; Invoices - Create; Invoices - Edit; Invoices - Delete; "
	  "Vendors - List; Vendors - View Details; Vendors - New; Vendors - Edit",
	  BUT_PARTS },
	{ "cyberhoot", "CH-", true, false,
	  "Contacts - Import; Customers - List/Search; Customers - View Detail; "
	  "Customers - Edit",
	  0 },
	{ "helpdesk-buttons", "HB-", true, true,
	  "Assets - View Details; Assets - List/Search; Customers - List/Search; "
	  "Customers - View Detail; Tickets - Create; Tickets - Edit; Ticket Comments - New",
	  0 },
	{ "msportal", "MP-", true, false,
	  "Assets - View Details; Assets - List/Search; Assets - Edit; Assets - Create; "
	  "Contacts - Import; Customers - List/Search; Customers - View Detail; "
	  "Customers - View Total Invoiced; Products - List/Search; "
	  "Estimates - List/Search; Estimates - View Details; Estimates - Create; "
	  "Estimates - Edit; Invoices - List/Search; Invoices - View Details; "
	  "Payments - View List; Tickets - List/Search; Tickets - View Details; "
	  "Tickets - View 'Their Ticket' Details (assigned to them); Tickets - Create; "
	  "Tickets - Edit; Tickets - Use Ticket Charges; Ticket Comments - New; "
	  "Ticket Canned Responses - Manage; Ticket Custom Fields - Manage; "
	  "Ticket SLA - Edit; Ticket Worksheets - Manage; Ticket Timers - Overview; "
	  "Recurring Invoices - List; Appointments - View All (see-own never restricted); "
	  "Contracts - List/Search; Documentation - Allow Usage; "
	  "Pending Orders - View All; Vendors - List; Warranties - List; "
	  "Warranties - View Details",
	  BUT_NO_EXCESS },
	{ "support-fusion", "SF-", true, false,
	  "Assets - View Details; Assets - List/Search; Customers - List/Search; "
	  "Customers - View Detail; Tickets - List/Search; Tickets - View Details; "
	  "Tickets - Create; Tickets - Edit",
	  BUT_NO_EXCESS },
	{ "n8n-syncrormm", "N8-", false, false,
	  "Assets - View Details; Assets - List/Search; Assets - Create; "
	  "Contacts - Import; Customers - Create; Customers - List/Search; "
	  "Customers - View Detail; Tickets - List/Search; Tickets - View Details; "
	  "Tickets - Create; RMM Alerts - List; RMM Alerts - Create",
	  0 },
	{ "m365-documentation", "MD-", true, false,
	  "Contacts - Import; Customers - List/Search; Customers - View Detail; "
	  "Customers - Edit; Documentation - Allow Usage; Documentation - Create; "
	  "Documentation - Edit",
	  BUT_PARTS },
	{ "zomentum", "ZM-", false, true,
	  "Contacts - Import; Customers - Create; Customers - List/Search; "
	  "Customers - View Detail; Customers - View Total Invoiced; Customers - Edit; "
	  "Customers - Delete; Customers - De Duplicate; Customers - Archive; "
	  "Products - List/Search; Products - Edit; Products - Create; "
	  "Products - Edit Quantities; Products - View Cost; Estimates - List/Search; "
	  "Estimates - View Details; Estimates - Create; Estimates - Edit; "
	  "Estimates - Delete; Line Item - Apply Discount; Line Item - Edit Prices; "
	  "Line Item - View Cost; Line Item - Add Manual Item for Invoices/Estimates",
	  0 },
	{ "scalepad", "SP-", false, false, "Assets - View Details; Assets - List/Search",
	  BUT_NO_LEAST },
	{ "hudu", "HU-", true, false, "", BUT_NO_EXCESS },
	{ "guardz", "GZ-", true, false, "", BUT_NO_EXCESS },
};

const size_t vendor_count = COUNT_OF(vendors);
