using System.Net;
using System.Security.Cryptography;
using Microsoft.Playwright;
using WebPublisher.EndToEnd.Tests.Browsers;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Publisher;
using WebPublisher.EndToEnd.Tests.Webmail;

namespace WebPublisher.EndToEnd.Tests;

/// <summary>The main job: somebody on the Internet uses the inner webmail, by a browser, through the publisher.</summary>
public sealed class RoundcubeTests(PublishedRoundcube site) : IClassFixture<PublishedRoundcube>
{
    [FactNeeding(Need.Webmail, Need.Browser)]
    public async Task A_user_reads_a_message_and_sends_another_with_an_attachment_that_its_recipient_reads()
    {
        const string FileName = "O'Neil's figures & plan.php";
        const string Text = "The figures for the third quarter. 1 < 2 && \"quoted\" -- grüße";
        var seenBefore = site.Webmail.RequestsSeen().Count;
        var matchedBefore = site.RulesMatched().Count;
        await using (var mailbox = await site.Webmail.OpenMailboxAsync(RealWebmail.Alice))
        {
            await mailbox.AppendAsync(RealWebmail.Bob.Address, RealWebmail.Alice.Address, "Quarterly figures?", "Could you send them to me?");
        }

        using var directory = new TemporaryDirectory();
        var attachment = directory[FileName];
        byte[] bytes = [.. "-----BEGIN CERTIFICATE-----\r\n-- <?php system($_GET['a']);\r\n"u8, .. RandomNumberGenerator.GetBytes(300_000)];
        await File.WriteAllBytesAsync(attachment, bytes);

        await using var alice = await site.OpenAsync("roundcube-alice");
        var sender = new RoundcubeUser(alice, site.Home.AbsoluteUri);
        await sender.LogInAsync(RealWebmail.Alice);
        Assert.Contains("Could you send them", await sender.ReadAsync("Quarterly figures?"), StringComparison.Ordinal);
        await sender.SendAsync(RealWebmail.Bob.Address, "Third quarter", Text, attachment);
        AssertCookiesAreSecure(await alice.Context.CookiesAsync());
        await sender.WorkAsync();
        await sender.LogOutAsync();

        await using (var mailbox = await site.Webmail.OpenMailboxAsync(RealWebmail.Bob))
        {
            await mailbox.WaitForAsync("Third quarter", TimeSpan.FromSeconds(60));
        }

        await using var bob = await site.OpenAsync("roundcube-bob");
        var recipient = new RoundcubeUser(bob, site.Home.AbsoluteUri);
        await recipient.LogInAsync(RealWebmail.Bob);
        Assert.Contains(Text, await recipient.ReadAsync("Third quarter"), StringComparison.Ordinal);
        Assert.Equal(bytes, await recipient.DownloadAsync(FileName));
        await recipient.LogOutAsync();

        // Nothing of two whole sessions looked to the profile or to a rule like anything but what it is.
        Assert.Empty(site.RulesMatched().Skip(matchedBefore));
        Assert.All(alice.Transcript.Exchanges.Concat(bob.Transcript.Exchanges), exchange => Assert.True(exchange.Status < 400, $"{exchange.Status} {exchange.Method} {exchange.Url}"));
        AssertNothingInnerWasReceived(alice.Transcript);
        AssertNothingInnerWasReceived(bob.Transcript);
        AssertTheFrontEndSawThePublisher(site.Webmail.RequestsSeen().Skip(seenBefore));
    }

    [FactNeeding(Need.Webmail, Need.Browser)]
    public async Task A_wrong_password_shows_the_front_ends_own_refusal()
    {
        await using var session = await site.OpenAsync("roundcube-wrong-password");
        await new RoundcubeUser(session, site.Home.AbsoluteUri).SubmitLoginAsync("alice", "not-her-password");

        await Assertions.Expect(session.Page.Locator("#messagestack")).ToContainTextAsync("Login failed");
        await session.ShotAsync("refused");
        var refusal = Assert.Single(session.Transcript.Exchanges, exchange => exchange.Method == "POST");
        Assert.Equal(401, refusal.Status);
        Assert.Empty(refusal.Values("WWW-Authenticate"));
        AssertNothingInnerWasReceived(session.Transcript);
    }

    [FactNeeding(Need.Webmail, Need.Browser)]
    public async Task Unpublished_paths_and_plain_http_never_reach_the_front_end()
    {
        using var client = site.CreateClient();
        var seenBefore = site.Webmail.RequestsSeen().Count;

        using var unpublished = await client.GetAsync(new Uri(site.Home, "/other/"));
        using var clear = await client.GetAsync(site.ClearHome);

        Assert.Equal(HttpStatusCode.Forbidden, unpublished.StatusCode);
        Assert.Contains("12202", await unpublished.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, clear.StatusCode);
        Assert.Contains("12211", await clear.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(seenBefore, site.Webmail.RequestsSeen().Count);
    }

    [FactNeeding(Need.Webmail, Need.Browser)]
    public async Task A_known_attack_never_reaches_the_front_end()
    {
        using var client = site.CreateClient();
        var seenBefore = site.Webmail.RequestsSeen().Count;

        using var injection = await client.PostAsync(new Uri(site.Home, "?_task=settings&_remote=1&_from=edit-!xxx&_id=1&_action=upload"), content: null);
        using var configuration = await client.GetAsync(new Uri(site.Home, "config/config.inc.php"));
        using var sendmail = await client.PostAsync(
            new Uri(site.Home, "?_task=mail"), new FormUrlEncodedContent([new("_action", "send"), new("_from", "a@example.test -OQueueDirectory=/tmp -X/var/www/x.php")]));

        foreach (var answer in new[] { injection, configuration, sendmail })
        {
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("12217", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(seenBefore, site.Webmail.RequestsSeen().Count);
    }

    [FactNeeding(Need.Webmail, Need.Browser)]
    public async Task An_attack_where_nobody_writes_text_is_refused_and_one_in_a_message_is_a_text()
    {
        const string Attacker = "Attacker/1.0";
        const string Attack = "base64_decode(java.lang.Runtime)";
        using var client = site.CreateClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd(Attacker);
        var escaped = Uri.EscapeDataString(Attack);

        foreach (var address in new[] { $"?_task=mail&_mbox=INBOX&_uid={escaped}", "skins/backup.sql" })
        {
            using var answer = await client.GetAsync(new Uri(site.Home, address));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        // In a form, where the virtual patches for any site do not look: what is tried is the rule set.
        foreach (var field in new[] { "_uid", "_mbox" })
        {
            using var answer = await client.PostAsync(new Uri(site.Home, "?_task=mail&_action=move"), new FormUrlEncodedContent([new(field, Attack)]));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        foreach (var (name, value) in new[] { ("X-Version", Attack), ("Cookie", $"roundcube_sessid={escaped}") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, site.Home) { Headers = { { name, value } } };
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.DoesNotContain(site.Webmail.RequestsSeen(), request => request.UserAgent == Attacker);
        await site.WaitForRuleAsync("ARGS:_uid");
        await site.WaitForRuleAsync("ARGS:_mbox");
        await site.WaitForRuleAsync("REQUEST_HEADERS:X-Version");
        await site.WaitForRuleAsync("REQUEST_COOKIES:roundcube_sessid");
        using var message = await client.PostAsync(new Uri(site.Home, "?_task=mail&_action=send"), new FormUrlEncodedContent([new("_message", $"{Attack} <script>alert(1)</script>")]));
        Assert.NotEqual(HttpStatusCode.Forbidden, message.StatusCode);
        Assert.Single(site.Webmail.RequestsSeen(), request => request.UserAgent == Attacker);
    }

    private static void AssertCookiesAreSecure(IReadOnlyCollection<BrowserContextCookiesResult> cookies)
    {
        Assert.Contains(cookies, cookie => cookie.Name == "roundcube_sessauth");
        Assert.All(cookies, cookie =>
        {
            Assert.True(cookie.Secure, $"{cookie.Name} is not Secure");
            Assert.Equal(Edge.PublishedName, cookie.Domain);
        });
    }

    private void AssertNothingInnerWasReceived(BrowserTranscript transcript)
    {
        // What is known to be there is found, so what is not found is not there.
        Assert.NotEmpty(transcript.Find(["<title>Inner Webmail"]));
        Assert.NotEmpty(transcript.Find(["roundcube_sessid="]));
        Assert.Empty(transcript.Find(site.Webmail.InnerSecrets));
        Assert.All(transcript.Exchanges, exchange =>
        {
            Assert.StartsWith(site.Home.AbsoluteUri, exchange.Url, StringComparison.Ordinal);
            Assert.Empty(exchange.Values("Server"));
            Assert.Empty(exchange.Values("X-Powered-By"));
        });
    }

    private void AssertTheFrontEndSawThePublisher(IEnumerable<FrontEndRequest> requests)
    {
        var seen = requests.ToArray();
        Assert.Contains(seen, request => request is { Method: "POST", Status: 302 });
        Assert.All(seen, request =>
        {
            Assert.Equal("https", request.Scheme);
            Assert.StartsWith("TLSv1.", request.TlsVersion, StringComparison.Ordinal);
            Assert.Equal(RealWebmail.FrontEndName, request.ServerName);
            Assert.Equal(site.Home.Authority, request.Host);
            Assert.Equal("127.0.0.1", request.Peer);
            Assert.Equal(ClientSideAddress.Value.ToString(), request.ForwardedFor.Trim('[', ']'));
            Assert.Equal("https", request.ForwardedProto);
            Assert.Contains("Chrome", request.UserAgent, StringComparison.Ordinal);
        });
    }
}
