using System.Net;
using WebPublisher.Policy.Rules;
using WebPublisher.State;
using WebPublisher.State.Logons;
using WebPublisher.Web.Denials;
using WebPublisher.Web.Logons;
using WebPublisher.Web.Records;
using WebPublisher.Web.Tests.Testing;

namespace WebPublisher.Web.Tests.Logons;

public sealed class LogonGuardTests
{
    private const string Home = "127.0.1.7";
    private const string Neighbour = "127.0.1.200";
    private const string Elsewhere = "127.0.2.7";

    public static TheoryData<string> Webmails => [nameof(Webmail.Roundcube), nameof(Webmail.Sogo), nameof(Webmail.Owa), nameof(Webmail.Zimbra), nameof(Webmail.Grommunio), nameof(Webmail.Basic), nameof(Webmail.ActiveSync)];

    [Theory]
    [MemberData(nameof(Webmails))]
    public async Task Five_wrong_passwords_lock_a_user_out_of_a_network_and_of_no_other(string name)
    {
        var webmail = Named(name);
        await using var rig = await webmail.StartAsync();
        var (right, wrong) = (Status(webmail.Right), Status(webmail.Wrong));

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(wrong, await rig.StatusAsync(i % 2 == 0 ? Home : Neighbour, webmail.Request("ann", $"guess{i}")));
        }

        var refused = await rig.AskAsync(Home, webmail.Request("ann", Webmail.RightPassword));
        Assert.StartsWith("HTTP/1.1 429 Too Many Requests\r\n", refused, StringComparison.Ordinal);
        Assert.Contains("\r\nRetry-After: 900\r\n", refused, StringComparison.Ordinal);
        Assert.Contains("Too many attempts have failed.", refused, StringComparison.Ordinal);
        Assert.Equal(429, await rig.StatusAsync(Neighbour, webmail.Request(@"CORP\Ann", Webmail.RightPassword)));
        Assert.Equal(5, rig.Passed.Count);

        Assert.Equal(right, await rig.StatusAsync(Home, webmail.Request("bob", Webmail.RightPassword)));
        Assert.Equal(right, await rig.StatusAsync(Elsewhere, webmail.Request("ann", Webmail.RightPassword)));

        rig.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(right, await rig.StatusAsync(Home, webmail.Request("ann", Webmail.RightPassword)));
    }

    [Theory]
    [MemberData(nameof(Webmails))]
    public async Task Four_wrong_passwords_do_not_and_are_forgotten(string name)
    {
        var webmail = Named(name);
        await using var rig = await webmail.StartAsync();

        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                Assert.Equal(Status(webmail.Wrong), await rig.StatusAsync(Home, webmail.Request("ann", "wrong")));
            }

            rig.Time.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Equal(Status(webmail.Right), await rig.StatusAsync(Home, webmail.Request("ann", Webmail.RightPassword)));
    }

    [Fact]
    public async Task Failures_count_for_as_long_as_the_window_wherever_it_begins()
    {
        await using var rig = await Webmail.Roundcube.StartAsync();
        await FailAsync(rig, Webmail.Roundcube, "ann", 3);
        rig.Time.Advance(TimeSpan.FromMinutes(14));
        await FailAsync(rig, Webmail.Roundcube, "ann", 1);
        rig.Time.Advance(TimeSpan.FromMinutes(14));

        // Of the first three nothing is left; with the next four there are five.
        await FailAsync(rig, Webmail.Roundcube, "ann", 4);
        Assert.Equal(429, await rig.StatusAsync(Home, Webmail.Roundcube.Request("ann", "x")));
    }

    [Fact]
    public async Task A_known_browser_keeps_working_while_strangers_in_its_network_are_locked_out()
    {
        await using var rig = await Webmail.Owa.StartAsync();
        var cookie = Cookie(await rig.AskAsync(Home, Webmail.Owa.Request("ann", Webmail.RightPassword)));
        await FailAsync(rig, Webmail.Owa, "ann", 5, Neighbour);

        Assert.Equal(429, await rig.StatusAsync(Home, Webmail.Owa.Request("ann", Webmail.RightPassword)));
        var known = Webmail.With(Webmail.Owa.Request("ann", Webmail.RightPassword), $"Cookie: a=b; {cookie}; c=d");
        Assert.Equal(302, await rig.StatusAsync(Home, known));

        // Of another user it says nothing.
        await FailAsync(rig, Webmail.Owa, "bob", 5, Neighbour);
        Assert.Equal(429, await rig.StatusAsync(Home, Webmail.With(Webmail.Owa.Request("bob", Webmail.RightPassword), $"Cookie: {cookie}")));
    }

    [Fact]
    public async Task The_cookie_tells_nobody_anything_and_does_not_reach_the_site()
    {
        await using var rig = await Webmail.Roundcube.StartAsync();
        var answer = await rig.AskAsync(Home, Webmail.Roundcube.Request("ann", Webmail.RightPassword));

        Assert.Matches(@"\r\nSet-Cookie: __Host-device=[A-Za-z0-9_-]{70}; Path=/; Max-Age=7776000; Secure; HttpOnly; SameSite=Lax\r\n", answer);
        await rig.AskAsync(Home, $"GET / HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\nCookie: a=b; {Cookie(answer)}\r\n\r\n");
        Assert.Contains("\r\nCookie: a=b\r\n", rig.Passed.Last(), StringComparison.Ordinal);
        Assert.DoesNotContain("__Host-device", string.Concat(rig.Passed), StringComparison.Ordinal);

        Assert.DoesNotContain("__Host-device", await rig.AskAsync(Home, Webmail.Roundcube.Request("ann", "wrong")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_browser_is_locked_out_by_itself()
    {
        await using var rig = await Webmail.Owa.StartAsync();
        var cookie = Cookie(await rig.AskAsync(Home, Webmail.Owa.Request("ann", Webmail.RightPassword)));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(302, await rig.StatusAsync(Elsewhere, Webmail.With(Webmail.Owa.Request("ann", "wrong"), $"Cookie: {cookie}")));
        }

        Assert.Equal(429, await rig.StatusAsync(Home, Webmail.With(Webmail.Owa.Request("ann", Webmail.RightPassword), $"Cookie: {cookie}")));
        Assert.Equal(302, await rig.StatusAsync(Elsewhere, Webmail.Owa.Request("ann", Webmail.RightPassword)));
        Assert.Equal(LogonLockKind.Device, Assert.Single(rig.State.LogonLocks.Entries).Kind);
    }

    [Fact]
    public async Task A_known_phone_keeps_working_in_its_network_and_is_a_strangers_elsewhere()
    {
        await using var rig = await Webmail.ActiveSync.StartAsync();
        Assert.Equal(207, await rig.StatusAsync(Home, Webmail.Phone("ann", Webmail.RightPassword, "A1")));
        await FailAsync(rig, Webmail.Basic, "ann", 5, Home);
        Assert.Equal(429, await rig.StatusAsync(Home, Webmail.Phone("ann", Webmail.RightPassword, "A1")));
    }

    [Fact]
    public async Task A_phone_is_known_once_a_command_of_it_was_answered_200()
    {
        var webmail = Webmail.ActiveSync with { Right = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" };
        await using var rig = await webmail.StartAsync();
        Assert.Equal(200, await rig.StatusAsync(Home, Webmail.Phone("ann", Webmail.RightPassword, "A1")));
        Assert.Equal(200, await rig.StatusAsync(Elsewhere, Webmail.Phone("ann", Webmail.RightPassword, "B2")));
        await FailAsync(rig, Webmail.Basic, "ann", 5, Home);
        await FailAsync(rig, Webmail.Basic, "ann", 5, Elsewhere);

        Assert.Equal(429, await rig.StatusAsync(Home, Webmail.Basic.Request("ann", Webmail.RightPassword)));
        Assert.Equal(200, await rig.StatusAsync(Home, Webmail.Phone("ann", Webmail.RightPassword, "A1")));
        Assert.Equal(429, await rig.StatusAsync(Home, Webmail.Phone("ann", Webmail.RightPassword, "B2")));
        Assert.Equal(429, await rig.StatusAsync(Elsewhere, Webmail.Phone("ann", Webmail.RightPassword, "A1")));
    }

    [Fact]
    public async Task Password_spraying_locks_the_network_for_all_that_are_not_known()
    {
        await using var rig = await Webmail.Owa.StartAsync(logon => logon with { UsersPerNetwork = 4 });
        var cookie = Cookie(await rig.AskAsync(Home, Webmail.Owa.Request("ann", Webmail.RightPassword)));
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(302, await rig.StatusAsync(Neighbour, Webmail.Owa.Request($"user{i}", "Winter2026")));
        }

        Assert.Equal(429, await rig.StatusAsync(Home, Webmail.Owa.Request("dora", Webmail.RightPassword)));
        Assert.Equal(302, await rig.StatusAsync(Home, Webmail.With(Webmail.Owa.Request("ann", Webmail.RightPassword), $"Cookie: {cookie}")));
        Assert.Equal(302, await rig.StatusAsync(Elsewhere, Webmail.Owa.Request("dora", Webmail.RightPassword)));
        Assert.Contains(rig.Log.Events, e => e.Id == 2103 && e.Message == "Devices that are not known are locked out at 127.0.1.0/24 for 900 s, logons of 4 users have failed");
    }

    [Fact]
    public async Task The_same_user_again_is_no_spraying_and_a_shared_network_is_not_locked()
    {
        var office = new ClientAddressSet("office", [IPNetwork.Parse("127.0.2.0/24")]);
        await using var rig = await Webmail.Owa.StartAsync(logon => logon with { UsersPerNetwork = 4, SharedNetworks = [office] });
        foreach (var user in new[] { "a", "a", "b", "b", "c", "c", "a" })
        {
            Assert.Equal(302, await rig.StatusAsync(Home, Webmail.Owa.Request(user, "wrong")));
        }

        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(302, await rig.StatusAsync(Elsewhere, Webmail.Owa.Request($"user{i}", "wrong")));
        }

        Assert.DoesNotContain(rig.State.LogonLocks.Entries, entry => entry is { Kind: LogonLockKind.Network, Network: "127.0.2.0/24" });
        await FailAsync(rig, Webmail.Owa, "dora", 5, Elsewhere);
        Assert.Equal(429, await rig.StatusAsync(Elsewhere, Webmail.Owa.Request("dora", "wrong")));
    }

    [Fact]
    public async Task A_user_who_is_guessed_at_from_everywhere_waits_and_is_never_locked_out_for_it()
    {
        await using var rig = await Webmail.Owa.StartAsync(logon => logon with { DelayAfter = 6 });
        var cookie = Cookie(await rig.AskAsync(Home, Webmail.Owa.Request("ann", Webmail.RightPassword)));
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(302, await rig.StatusAsync($"127.0.{10 + i}.1", Webmail.Owa.Request("ann", "wrong")));
        }

        using var delayed = new DelayedLogons("form");
        var stranger = rig.StatusAsync(Elsewhere, Webmail.Owa.Request("ann", Webmail.RightPassword));
        await UntilAsync(() => delayed.Count == 1);
        rig.Time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal(302, await rig.StatusAsync(Home, Webmail.With(Webmail.Owa.Request("ann", Webmail.RightPassword), $"Cookie: {cookie}")));
        Assert.False(stranger.IsCompleted);
        rig.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(302, await stranger);
        Assert.Empty(rig.State.LogonLocks.Entries);
    }

    [Fact]
    public async Task Guesses_that_are_sent_at_once_are_no_more_than_guesses_one_after_another()
    {
        var answer = new TaskCompletionSource();
        using var delayed = new DelayedLogons("basic");
        await using var rig = await LogonRig.StartAsync(Webmail.Basic.Logon, async _ =>
        {
            await answer.Task;
            return Webmail.Basic.Wrong;
        });

        // Five reach the site; the others wait for these to be answered, and give up.
        var guesses = Enumerable.Range(0, 20).Select(i => rig.StatusAsync(Home, Webmail.Basic.Request("ann", $"guess{i}"))).ToList();
        await UntilAsync(() => rig.Passed.Count == 5 && delayed.Count == 15);
        while (guesses.Count(guess => guess.IsCompleted) < 15)
        {
            var before = delayed.Count;
            rig.Time.Advance(TimeSpan.FromMilliseconds(50));
            await UntilAsync(() => delayed.Count - before + guesses.Count(guess => guess.IsCompleted) >= 15);
        }

        answer.SetResult();
        var statuses = await Task.WhenAll(guesses);
        Assert.Equal((5, 15), (statuses.Count(status => status == 401), statuses.Count(status => status == 429)));
        Assert.Equal(5, rig.Passed.Count);
    }

    [Fact]
    public async Task Somebody_who_has_shown_the_password_may_have_any_number_under_way()
    {
        var (isHanging, answer) = (false, new TaskCompletionSource());
        await using var rig = await LogonRig.StartAsync(Webmail.Basic.Logon, async _ =>
        {
            await (isHanging ? answer.Task : Task.CompletedTask);
            return Webmail.Basic.Right;
        });
        await rig.AskAsync(Home, Webmail.Basic.Request("ann", Webmail.RightPassword));
        isHanging = true;

        var polls = Enumerable.Range(0, 12).Select(_ => rig.StatusAsync(Home, Webmail.Basic.Request("ann", Webmail.RightPassword))).ToList();
        while (rig.Passed.Count < 13)
        {
            await Task.Yield();
        }

        answer.SetResult();
        Assert.All(await Task.WhenAll(polls), status => Assert.Equal(207, status));
    }

    [Fact]
    public async Task Locks_and_devices_outlive_a_restart_and_counts_do_not()
    {
        var webmail = Webmail.ActiveSync with { Right = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" };
        await using var rig = await webmail.StartAsync();
        await rig.AskAsync(Home, Webmail.Phone("ann", Webmail.RightPassword, "A1"));
        await FailAsync(rig, Webmail.Basic, "ann", 5);
        await FailAsync(rig, Webmail.Basic, "bob", 4);

        await rig.RestartAsync();

        Assert.Equal(429, await rig.StatusAsync(Home, Webmail.Basic.Request("ann", Webmail.RightPassword)));
        Assert.Equal(200, await rig.StatusAsync(Home, Webmail.Phone("ann", Webmail.RightPassword, "A1")));
        Assert.Equal(401, await rig.StatusAsync(Home, Webmail.Basic.Request("bob", "wrong")));
    }

    [Fact]
    public async Task A_browsers_cookie_outlives_a_restart_and_ends_with_its_time()
    {
        await using var rig = await Webmail.Owa.StartAsync(logon => logon with { RememberDevices = TimeSpan.FromDays(1) });
        var cookie = Cookie(await rig.AskAsync(Home, Webmail.Owa.Request("ann", Webmail.RightPassword)));
        await rig.RestartAsync();
        await FailAsync(rig, Webmail.Owa, "ann", 5);
        var known = Webmail.With(Webmail.Owa.Request("ann", "wrong"), $"Cookie: {cookie}");
        Assert.Equal(302, await rig.StatusAsync(Home, known));

        rig.Time.Advance(TimeSpan.FromDays(2));
        await FailAsync(rig, Webmail.Owa, "ann", 5);
        Assert.Equal(429, await rig.StatusAsync(Home, known));
    }

    [Fact]
    public async Task An_operator_releases_a_lock_from_another_process()
    {
        await using var rig = await Webmail.Owa.StartAsync();
        await FailAsync(rig, Webmail.Owa, "ann", 5);
        await rig.State.LogonLocks.FlushAsync();
        await using (var other = StateStore.Open(new StateOptions { Directory = rig.Directory, Time = rig.Time }))
        {
            Assert.Equal("127.0.1.0/24", Assert.Single(await other.LogonLocks.ReleaseAsync(_ => true)).Network);
        }

        // The server looks four times a second.
        while (!rig.State.LogonLocks.Entries.IsEmpty)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        Assert.Equal(302, await rig.StatusAsync(Home, Webmail.Owa.Request("ann", Webmail.RightPassword)));
    }

    [Fact]
    public async Task What_is_recorded_says_where_and_when_and_neither_the_name_nor_the_password()
    {
        await using var rig = await Webmail.Owa.StartAsync();
        await FailAsync(rig, Webmail.Owa, "annabella", 5);
        var page = await rig.AskAsync(Home, Webmail.Owa.Request("annabella", "Sesame"));

        PublishingRecord record;
        do
        {
            record = await rig.Records.NextAsync();
        }
        while (record.Denial is null);

        Assert.Equal(DenialReason.LogonLocked, record.Denial.Reason);
        Assert.Matches(@"^user [0-9a-f]{8} is locked out at 127\.0\.1\.0/24 until 2026-11-21 10:15:00Z, as lock [01]$", record.Denial.Detail);
        var logged = Assert.Single(rig.Log.Events, e => e.Id == 2101);
        Assert.Matches(@"^User [0-9a-f]{8} is locked out at 127\.0\.1\.0/24 for 900 s, 5 logons have failed$", logged.Message);
        foreach (var text in new[] { record.Denial.Detail!, logged.Message, page })
        {
            Assert.DoesNotContain("annabella", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Sesame", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("127.0.1", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(rig.Directory), file => File.ReadAllText(file).Contains("annabella", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_body_of_a_logon_reaches_the_site_as_it_was_sent()
    {
        await using var rig = await Webmail.Roundcube.StartAsync();
        var request = Webmail.Roundcube.Request("ann", Webmail.RightPassword);
        await rig.AskAsync(Home, request);

        Assert.EndsWith(request.Split("\r\n\r\n")[1], Assert.Single(rig.Passed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%5Fuser=ann&%5fPass=x")]
    [InlineData("+_user=ann&.pass=x")]
    [InlineData("_USER=ANN&_pass[]=x")]
    [InlineData("_user%00x=ann&_pass=x")]
    [InlineData("_user=CORP%5Cann&_pass=x&z")]
    [InlineData("_user=%20ann%40example.com%20&_pass=x")]
    public async Task Another_spelling_is_no_other_user(string body)
    {
        await using var rig = await Webmail.Roundcube.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(401, await rig.StatusAsync(Home, Webmail.Post("/", body)));
        }

        Assert.Equal(429, await rig.StatusAsync(Home, Webmail.Roundcube.Request("ann", Webmail.RightPassword)));
    }

    public static TheoryData<string, string, string> Hidden => new()
    {
        { $"a={new string('x', 20_000)}&_user=ann&_pass=x", "application/x-www-form-urlencoded", "" },
        { "_user=bob&_user=ann&_pass=x", "application/x-www-form-urlencoded", "" },
        { "--b\r\nContent-Disposition: form-data; name=\"_user\"\r\n\r\nann\r\n--b--", "multipart/form-data; boundary=b", "" },
        { "_user=ann&_pass=x", "application/x-www-form-urlencoded; charset=ibm037", "" },
        { "_user=ann&_pass=x", "application/x-www-form-urlencoded", "Content-Encoding: gzip\r\n" },
    };

    [Theory]
    [MemberData(nameof(Hidden))]
    public async Task A_logon_whose_user_cannot_be_told_is_counted_for_its_network(string body, string type, string fields)
    {
        await using var rig = await Webmail.Roundcube.StartAsync();
        var request = Webmail.Post("/", body, type, fields);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(401, await rig.StatusAsync(Home, request));
        }

        Assert.Equal(429, await rig.StatusAsync(Home, request));
        Assert.Equal(302, await rig.StatusAsync(Home, Webmail.Roundcube.Request("ann", Webmail.RightPassword)));
    }

    [Fact]
    public async Task A_logon_that_cannot_be_told_makes_no_device_known_and_is_counted_for_the_browser_it_comes_from()
    {
        await using var rig = await Webmail.Roundcube.StartAsync();
        var hidden = Webmail.Post("/", $"a={new string('x', 20_000)}&_user=ann&_pass=right");
        Assert.DoesNotContain("__Host-device", await rig.AskAsync(Home, hidden), StringComparison.Ordinal);

        var cookie = Cookie(await rig.AskAsync(Home, Webmail.Roundcube.Request("eve", Webmail.RightPassword)));
        var guess = Webmail.With(hidden.Replace("right", "wrong"), $"Cookie: {cookie}");
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(401, await rig.StatusAsync(Home, guess));
        }

        Assert.Equal(429, await rig.StatusAsync(Elsewhere, guess));
    }

    [Fact]
    public async Task Large_requests_that_do_not_fail_are_no_logons()
    {
        await using var rig = await LogonRig.StartAsync(Webmail.Roundcube.Logon, _ => "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(200, await rig.StatusAsync(Home, Webmail.Post("/?_task=mail", $"_task=mail&_action=send&_message={new string('x', 20_000)}")));
        }
    }

    [Fact]
    public async Task Uploads_that_are_sent_at_once_do_not_wait_for_each_other()
    {
        var answer = new TaskCompletionSource();
        await using var rig = await LogonRig.StartAsync(Webmail.Roundcube.Logon, async _ =>
        {
            await answer.Task;
            return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        });

        var uploads = Enumerable.Range(0, 12).Select(_ => rig.StatusAsync(Home, Webmail.Post("/?_task=mail&_action=upload", "--b--", "multipart/form-data; boundary=b"))).ToList();
        await UntilAsync(() => rig.Passed.Count == 12);
        answer.SetResult();
        Assert.All(await Task.WhenAll(uploads), status => Assert.Equal(200, status));
    }

    [Fact]
    public async Task Another_logon_in_the_same_request_does_not_hide_the_first()
    {
        await using var rig = await Webmail.Roundcube.StartAsync(logon => logon with { Basic = true });
        for (var i = 0; i < 5; i++)
        {
            var decoy = Webmail.With(Webmail.Roundcube.Request("ann", "x"), $"Authorization: Basic {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"user{i}:x"))}");
            Assert.Equal(401, await rig.StatusAsync(Home, decoy));
        }

        Assert.Equal(429, await rig.StatusAsync(Home, Webmail.Roundcube.Request("ann", Webmail.RightPassword)));
    }

    [Fact]
    public async Task Ntlm_is_counted_by_the_user_in_its_last_message()
    {
        await using var rig = await LogonRig.StartAsync(new LogonPolicy { Ntlm = true }, _ => "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n");
        string Request(string scheme, byte[] message) => $"GET /ews/ HTTP/1.1\r\nHost: mail.example.test\r\nConnection: close\r\nAuthorization: {scheme} {Convert.ToBase64String(message)}\r\n\r\n";

        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(401, await rig.StatusAsync(Home, Request("NTLM", NtlmMessages.Negotiate)));
        }

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(401, await rig.StatusAsync(Home, Request(i % 2 == 0 ? "NTLM" : "Negotiate", NtlmMessages.Authenticate("CORP", "Ann"))));
        }

        Assert.Equal(429, await rig.StatusAsync(Home, Request("NTLM", NtlmMessages.Authenticate("", "ann@corp.example"))));
        Assert.Equal(401, await rig.StatusAsync(Home, Request("NTLM", NtlmMessages.Authenticate("CORP", "bob"))));
        Assert.Equal(401, await rig.StatusAsync(Home, Request("NTLM", NtlmMessages.Negotiate)));
    }

    [Fact]
    public async Task Failures_that_other_nodes_have_seen_count_and_lock()
    {
        await using var rig = await Webmail.Roundcube.StartAsync();
        rig.State.FailedLogons.IsShared = true;
        await FailAsync(rig, Webmail.Roundcube, "ann", 3);
        Assert.Equal(3, Assert.Single(rig.HearOthers(told => told with { Count = 2 }), told => told.Counter == FailedLogonCounter.WebGuesses).Count);

        Assert.Equal(429, await rig.StatusAsync(Home, Webmail.Roundcube.Request("ann", Webmail.RightPassword)));
        Assert.Equal(302, await rig.StatusAsync(Elsewhere, Webmail.Roundcube.Request("ann", Webmail.RightPassword)));
        Assert.Equal((LogonLockKind.User, 5), Assert.Single(rig.State.LogonLocks.Entries.Select(entry => (entry.Kind, entry.Failures))));
        Assert.True(Assert.Single(rig.HearOthers(told => told)).IsLocked);
    }

    [Fact]
    public async Task A_lock_of_another_node_ends_what_is_counted_here()
    {
        await using var rig = await Webmail.Roundcube.StartAsync();
        rig.State.FailedLogons.IsShared = true;
        await FailAsync(rig, Webmail.Roundcube, "ann", 4);
        rig.HearOthers(told => told with { IsLocked = true, Count = 0 });
        await FailAsync(rig, Webmail.Roundcube, "ann", 4);
        Assert.Equal(302, await rig.StatusAsync(Home, Webmail.Roundcube.Request("ann", Webmail.RightPassword)));
    }

    [Fact]
    public async Task A_known_browser_that_logs_on_is_forgiven_on_every_node()
    {
        await using var rig = await Webmail.Owa.StartAsync();
        rig.State.FailedLogons.IsShared = true;
        var cookie = Cookie(await rig.AskAsync(Home, Webmail.Owa.Request("ann", Webmail.RightPassword)));
        await rig.AskAsync(Home, Webmail.With(Webmail.Owa.Request("ann", "wrong"), $"Cookie: {cookie}"));
        await rig.AskAsync(Home, Webmail.With(Webmail.Owa.Request("ann", Webmail.RightPassword), $"Cookie: {cookie}"));
        var told = Assert.Single(rig.HearOthers(told => told), told => told.Counter == FailedLogonCounter.WebGuesses);
        Assert.Equal((true, 0), (told.Forgets, told.Count));

        // And one that has nothing to be forgiven says nothing.
        await rig.AskAsync(Home, Webmail.With(Webmail.Owa.Request("ann", Webmail.RightPassword), $"Cookie: {cookie}"));
        Assert.Empty(rig.HearOthers(told => told));
    }

    [Fact]
    public async Task Users_that_fail_from_a_network_add_up_across_nodes()
    {
        await using var rig = await Webmail.Roundcube.StartAsync(logon => logon with { UsersPerNetwork = 4 });
        rig.State.FailedLogons.IsShared = true;
        await FailAsync(rig, Webmail.Roundcube, "ann", 1);
        await FailAsync(rig, Webmail.Roundcube, "bob", 1);

        // The same users again are no others.
        rig.HearOthers(told => told);
        await FailAsync(rig, Webmail.Roundcube, "cid", 1);
        Assert.Empty(rig.State.LogonLocks.Entries);

        rig.HearOthers(told => told with { Subject = told.Subject + 1 });
        await FailAsync(rig, Webmail.Roundcube, "dan", 1);
        Assert.Equal(LogonLockKind.Network, Assert.Single(rig.State.LogonLocks.Entries).Kind);
        Assert.Equal(429, await rig.StatusAsync(Neighbour, Webmail.Roundcube.Request("eve", Webmail.RightPassword)));
    }

    [Fact]
    public async Task A_state_that_cannot_be_opened_stops_a_policy_that_needs_it()
    {
        await using var rig = await Webmail.Owa.StartAsync();
        await using var half = await WebHalf.StartAsync(TestPolicy.Publisher(TestPolicy.Publishing() with { Listeners = [] }), new WebHalfOptions { Loggers = rig.Loggers }, CancellationToken.None);
        var guarded = TestPolicy.Publish() with { Sections = [PublishSection.Whole with { Logon = Webmail.Owa.Logon }] };
        var policy = TestPolicy.Publisher(TestPolicy.Publishing(TestPolicy.Rule("Mail", guarded)) with { Listeners = [] }) with { Server = new("EDGE01", "/proc/nowhere") };

        await Assert.ThrowsAsync<StateException>(() => half.ApplyAsync(policy, CancellationToken.None));
    }

    private static Webmail Named(string name) => (Webmail)typeof(Webmail).GetProperty(name)!.GetValue(null)!;

    private static int Status(string answer) => int.Parse(answer[9..12]);

    private static string Cookie(string answer) => answer.Split("Set-Cookie: ").Single(field => field.StartsWith(DeviceCookie.Name, StringComparison.Ordinal)).Split(';')[0];

    private static async Task FailAsync(LogonRig rig, Webmail webmail, string user, int times, string from = Home)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(Status(webmail.Wrong), await rig.StatusAsync(from, webmail.Request(user, "wrong")));
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }
}
