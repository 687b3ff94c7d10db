using System.Globalization;
using System.Text;

namespace WebPublisher.WafSideBySide;

/// <summary>What a webmail application that speaks JSON sends: a draft with one long text, an address book with many short ones.</summary>
internal static class JsonRequests
{
    private const string JsonType = "application/json";

    public static string Draft(int length)
    {
        var prose = new Prose();
        const string Start = """
            {"using":["urn:ietf:params:jmap:core","urn:ietf:params:jmap:mail"],"methodCalls":[["Email/set",{"accountId":"u1","create":{"draft1":
            {"from":[{"name":"Anna Meyer","email":"anna.meyer@example.com"}],"to":[{"name":"Board","email":"board@example.com"}],
            "subject":"Minutes of the meeting on Monday","keywords":{"$draft":true,"$seen":true},"mailboxIds":{"m7":true},
            "textBody":[{"partId":"t","type":"text/plain"}],"bodyValues":{"t":{"value":"
            """;
        const string End = "\"}}}}},\"0\"]]}";
        var body = new StringBuilder(Start.ReplaceLineEndings(""));
        while (body.Length < length - End.Length)
        {
            // Both engines see a command in a line that begins with certain verbs, and libmodsecurity3 takes each line for a beginning.
            body.Append("Also, ").Append(prose.Paragraph()).Append("\\r\\n\\r\\n");
        }

        body.Length = length - End.Length;
        while (body[^1] is '\\' or 'r' or 'n')
        {
            body.Length--;
        }

        return BrowserRequest.Post("/jmap/api", JsonType, body.Append(End).ToString());
    }

    /// <summary>So many values in all, five for each person.</summary>
    public static string Contacts(int values)
    {
        var prose = new Prose();
        const int OfPerson = 5;
        var people = Enumerable.Range(1, values / OfPerson).Select(number =>
        {
            var (given, family) = (prose.Word(), prose.Word());
            return string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"id":{{1000 + number}},"name":"{{given}} {{family}}","mail":"{{given}}.{{family}}@example.com","phone":"+49 89 55{{number:D4}}","note":"{{prose.Word()}} {{prose.Word()}}"}""");
        });
        return BrowserRequest.Post("/api/contacts", JsonType, $$"""{"contacts":[{{string.Join(',', people)}}]}""");
    }
}
