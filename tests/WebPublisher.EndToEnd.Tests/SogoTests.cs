using System.Net;
using System.Net.Http.Headers;
using System.Text;
using WebPublisher.EndToEnd.Tests.Browsers;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Webmail;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>A groupware through the publisher: by a browser, by CalDAV and CardDAV, and by a telephone that waits for mail.</summary>
public sealed class SogoTests(PublishedSogo site) : IClassFixture<PublishedSogo>
{
    private const string Telephone = "/Microsoft-Server-ActiveSync?User=alice&DeviceId=DEV123456&DeviceType=iPhone&Cmd=";

    [FactNeeding(Need.Groupware, Need.Browser)]
    public async Task A_user_reads_a_message_and_sends_another()
    {
        var matchedBefore = site.RulesMatched().Count;
        await AppendAsync("RE: Minutes: part 2..3 <draft>", "Could you read them?");
        await using var alice = await site.OpenAsync("sogo-alice");
        var user = new SogoUser(alice, site.Home.AbsoluteUri);

        await user.LogInAsync(RealWebmail.Alice);
        Assert.Contains("Could you read them?", await user.ReadAsync("RE: Minutes"), StringComparison.Ordinal);
        await user.SendAsync(RealWebmail.Bob.Address, "FW: <script> & union select", "SELECT * FROM minutes; -- 1 < 2 && \"quoted\" grüße");
        await user.WorkAsync(RealWebmail.Alice);
        await user.LogOutAsync();

        await using var mailbox = await site.Webmail.OpenMailboxAsync(RealWebmail.Bob);
        await mailbox.WaitForAsync("FW: <script> & union select", TimeSpan.FromSeconds(60));
        Assert.NotEmpty(alice.Transcript.Find(["Inner Groupware"]));
        Assert.Empty(site.RulesMatched().Skip(matchedBefore));

        // SOGo shows a user the settings of his own account: at which port of its machine the mail server is.
        Assert.DoesNotContain(alice.Transcript.Find(site.Webmail.InnerSecrets), place => !place.Contains("\"tlsVerifyMode\"", StringComparison.Ordinal));

        // What was refused, SOGo itself refused: it says in this way that passwords cannot be recovered.
        var seen = site.Webmail.RequestsSeen();
        Assert.All(
            alice.Transcript.Exchanges.Where(exchange => exchange.Status >= 400),
            exchange => Assert.Contains(seen, request => request.Status == exchange.Status && exchange.Url.EndsWith(request.Target, StringComparison.Ordinal)));
    }

    [FactNeeding(Need.Groupware, Need.Browser)]
    public async Task Calendars_and_address_books_are_kept_by_dav()
    {
        using var client = site.CreateClient();
        client.DefaultRequestHeaders.Authorization = Basic;
        client.DefaultRequestHeaders.UserAgent.ParseAdd("DAVx5/4.4.3-ose (2024/10/04; dav4jvm; okhttp/4.12.0) Android/14");
        var matchedBefore = site.RulesMatched().Count;
        const string Event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\nBEGIN:VEVENT\r\nUID:e1@test\r\nDTSTAMP:20260101T000000Z\r\n"
            + "DTSTART:20260102T100000Z\r\nDTEND:20260102T110000Z\r\nSUMMARY:Meeting\r\nDESCRIPTION:GET /x HTTP/1.1; SELECT * FROM a; <script> $(id)\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        const string Card = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:c1\r\nFN:Carol Test\r\nN:Test;Carol\r\nEMAIL:carol@example.test\r\nEND:VCARD\r\n";
        const string Property = "<?xml version=\"1.0\"?><d:propfind xmlns:d=\"DAV:\"><d:prop><d:resourcetype/><d:displayname/></d:prop></d:propfind>";
        const string Calendar = "<c:calendar-query xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:prop><d:getetag/><c:calendar-data/></d:prop>"
            + "<c:filter><c:comp-filter name=\"VCALENDAR\"><c:comp-filter name=\"VEVENT\"/></c:comp-filter></c:filter></c:calendar-query>";
        const string Book = "<A:addressbook-query xmlns:d=\"DAV:\" xmlns:A=\"urn:ietf:params:xml:ns:carddav\"><d:prop><d:getetag/><A:address-data/></d:prop><A:filter/></A:addressbook-query>";

        Assert.Equal((HttpStatusCode)207, (await DavAsync(client, "PROPFIND", "/SOGo/dav/alice/Calendar/", Property, "application/xml")).Status);
        Assert.Equal(HttpStatusCode.Created, (await DavAsync(client, "PUT", "/SOGo/dav/alice/Calendar/personal/e1.ics", Event, "text/calendar")).Status);
        Assert.Contains("SUMMARY:Meeting", (await DavAsync(client, "REPORT", "/SOGo/dav/alice/Calendar/personal/", Calendar, "application/xml")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await DavAsync(client, "PUT", "/SOGo/dav/alice/Contacts/personal/c1.vcf", Card, "text/vcard")).Status);
        Assert.Contains("Carol Test", (await DavAsync(client, "REPORT", "/SOGo/dav/alice/Contacts/personal/", Book, "application/xml")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await DavAsync(client, "MKCALENDAR", "/SOGo/dav/alice/Calendar/work/", null, null)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await DavAsync(client, "DELETE", "/SOGo/dav/alice/Calendar/personal/e1.ics", null, null)).Status);
        Assert.Empty(site.RulesMatched().Skip(matchedBefore));
    }

    [FactNeeding(Need.Groupware, Need.Browser)]
    public async Task A_telephone_that_waits_is_told_of_mail_when_it_comes()
    {
        using var client = site.CreateClient();
        client.Timeout = TimeSpan.FromMinutes(2);
        client.DefaultRequestHeaders.Authorization = Basic;
        client.DefaultRequestHeaders.Add("MS-ASProtocolVersion", "14.1");
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Apple-iPhone14C2/2101.329");
        var matchedBefore = site.RulesMatched().Count;

        // Dovecot counts the changes of an inbox from the day on which a client first asks for them, as SOGo's web interface does, and SOGo sees by that count what is new.
        await using (var mailbox = await site.Webmail.OpenMailboxAsync(RealWebmail.Alice))
        {
            await mailbox.CountChangesAsync();
        }

        var folders = await AskAsync(client, "FolderSync", WapMessage.FolderSync);
        var inbox = folders[folders.IndexOf("INBOX") - 2];
        var key = (await AskAsync(client, "Sync", WapMessage.Sync(inbox, "0")))[1];
        for (var strings = await AskAsync(client, "Sync", WapMessage.Sync(inbox, key)); strings.Count > 1; strings = await AskAsync(client, "Sync", WapMessage.Sync(inbox, key)))
        {
            key = strings[1];
        }

        var waiting = AskAsync(client, "Ping", WapMessage.Ping(inbox, seconds: 60));
        await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(3)));
        await AppendAsync("Push me", "There is mail.");

        Assert.Contains(inbox, await waiting.WaitAsync(TimeSpan.FromSeconds(90)));
        Assert.Empty(site.RulesMatched().Skip(matchedBefore));
    }

    [FactNeeding(Need.Groupware, Need.Browser)]
    public async Task An_attack_where_nobody_writes_text_is_refused_and_one_in_a_message_is_a_text()
    {
        const string Attacker = "Attacker/1.0";
        const string Attack = "base64_decode(java.lang.Runtime)";
        using var client = site.CreateClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd(Attacker);

        Assert.Equal(HttpStatusCode.Forbidden, (await DavAsync(client, "GET", $"/SOGo/so/alice/Mail/view?uid={Uri.EscapeDataString(Attack)}", null, null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await DavAsync(client, "POST", "/SOGo/so/alice/Mail/0/folderINBOX/view", $$$"""{"sortingAttributes":{"sort":"{{{Attack}}}"}}""", "application/json")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await DavAsync(client, "REPORT", "/SOGo/dav/alice/", $"<a><![CDATA[{Attack}]]></a>", "application/xml")).Status);

        Assert.DoesNotContain(site.Webmail.RequestsSeen(), request => request.UserAgent == Attacker);
        await site.WaitForRuleAsync("ARGS:sortingAttributes.sort");
        await site.WaitForRuleAsync("XML");
        await DavAsync(client, "POST", "/SOGo/so/alice/Mail/0/folderDrafts/newDraft1/save", $$"""{"subject":"{{Attack}}"}""", "application/json");
        Assert.Single(site.Webmail.RequestsSeen(), request => request.UserAgent == Attacker);
    }

    private static AuthenticationHeaderValue Basic => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{RealWebmail.Alice.Name}:{RealWebmail.Alice.Password}")));

    private async Task AppendAsync(string subject, string text)
    {
        await using var mailbox = await site.Webmail.OpenMailboxAsync(RealWebmail.Alice);
        await mailbox.AppendAsync(RealWebmail.Bob.Address, RealWebmail.Alice.Address, subject, text);
    }

    private static async Task<(HttpStatusCode Status, string Text)> DavAsync(HttpClient client, string method, string path, string? body, string? type)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "Depth", "1" } } };
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, type!);
        }

        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<List<string>> AskAsync(HttpClient client, string command, byte[] message)
    {
        using var content = new ByteArrayContent(message) { Headers = { ContentType = new MediaTypeHeaderValue("application/vnd.ms-sync.wbxml") } };
        using var answer = await client.PostAsync(new Uri(Telephone + command, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WapMessage.Strings(await answer.Content.ReadAsByteArrayAsync());
    }
}
