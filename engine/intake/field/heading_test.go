package field

import "testing"

// TestHeadings holds what headings are taken for.
func TestHeadings(t *testing.T) {
	for field, list := range map[Field][]string{
		ID:          {"id", "Client ID", "ContactID", "client #", "Contact Id", "Client No.", "CRM ID"},
		Name:        {"Name", "Client Name", "Full Name", "fullname", "client", "Client/Account Name", "Contact"},
		Household:   {"Household", "HouseHold", "Household Name", "household_id", "family_id", "FinServ__Household__c", "HH", "Family"},
		AUM:         {"AUM", "Total AUM", "assets under management (€)", "FinServ__AUM__c", "FinServ__TotalAUMPrimaryOwner__c", "Mkt Val (Market Value)", "AUM ($)", "AUM (000s)", "Assets Under Mgmt.", "AUM 2026", "Current AUM", "FUM", "Managed Value", "Account Value", "aum_usd"},
		GDC:         {"GDC", "T12 Gross Dealer Concession", "trailing 12 gdc", "Annual_GDC__c", "T-12", "TTM Revenue", "Gross Revenue", "Production", "GDC YTD", "Gross Dealer Concessions (T12)", "Q2 GDC", "Net Commissions", "Trailing 12 Month GDC", "Last 12 Months Revenue"},
		Since:       {"Client Since", "Relationship Start Date", "FinServ__RelationshipStartDate__c", "client_since", "Years as Client", "Relationship Start", "Client since (year)"},
		Potential:   {"Potential", "Future Potential", "Potential (1-10)", "Future_Potential__c"},
		Likeability: {"Likeability", "Likability", "likeability score", "Likeabilty", "Likability (1-10)"},
		Referrals:   {"Referrals", "# referrals", "Referrals Given", "Referral_Count__c", "Number of Referrals", "No. of Referrals"},
		Hours:       {"Hours", "hrs / yr", "Annual Service Hours", "Service_Hours__c", "Hrs", "Service Time (min)", "Minutes per Year"},
		FirstName:   {"First Name", "FirstName", "fname", "Given Name"},
		LastName:    {"Last Name", "lname", "Surname"},
		NoField:     {"Notes", "City", "Date of Birth", "Occupation", "AUM Tier", "AUM Date", "Referral Source", "Referred By", "Source", "Tier", "Household Income", "Marital Status", "Last Review", "Lead Source", "Net Worth", "Held Away", "Referral Fee %", "Potential AUM", "Office Hours", "GDC %", "E-mail", "Colour", "Prior Year GDC"},
	} {
		for _, text := range list {
			h := HeadingOf(text)
			got := NoField
			for _, m := range h.Meanings() {
				if got = m.Field; got == field {
					break
				}
			}
			if got != field {
				t.Errorf("%q (%s) is %q, want %q", text, h.Text, got, field)
			}
		}
	}
	for use, list := range map[Use][]string{
		Sensitive: {"SSN", "SSN/TaxID", "Tax ID", "ssN_TaxID", "Social Security #", "Taxpayer Identification Number", "TIN", "tax_id", "Tax Id No"},
		Account:   {"Account Number", "Account #", "Acct No", "Acct #", "Account ID", "account_no"},
		Undecided: {"Account", "Account Type", "Tax Bracket", "Number of Accounts", "# Accounts", "Account Owner", "Since", "Business"},
	} {
		for _, text := range list {
			h := HeadingOf(text)
			if got := h.Private(); got != use {
				t.Errorf("%q (%s) is %q, want %q", text, h.Text, got, use)
			}
		}
	}
}

// FuzzHeading takes any text for a heading.
func FuzzHeading(f *testing.F) {
	f.Add("FinServ__AUM__c")
	f.Add("# referrals (T-12), in 000s")
	f.Fuzz(func(t *testing.T, text string) {
		h := HeadingOf(text)
		for _, m := range h.Meanings() {
			if m.Weight <= 0 || m.Sure == 0 || m.Why == 0 {
				t.Errorf("%q means %+v", text, m)
			}
		}
	})
}
