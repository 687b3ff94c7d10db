using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Demo.FrontEnd;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Demo.FrontEnd;

public sealed class WebmailFrontEndTests : IAsyncLifetime
{
    private readonly X509Certificate2 _certificate = SelfSigned.For(WebmailFrontEnd.InnerName);
    private WebmailFrontEnd _frontEnd = null!;
    private WebmailBrowser _alice = null!;
    private WebmailBrowser _bob = null!;

    public async Task InitializeAsync()
    {
        _frontEnd = await WebmailFrontEnd.StartAsync(_certificate, new MailStore(new ManualTime()), new ManualTime(), NullLoggerFactory.Instance, CancellationToken.None);
        _alice = Browser();
        _bob = Browser();
    }

    public async Task DisposeAsync()
    {
        _alice.Dispose();
        _bob.Dispose();
        await _frontEnd.DisposeAsync();
        _certificate.Dispose();
    }

    [Fact]
    public async Task Without_a_session_every_page_leads_to_the_login()
    {
        foreach (var path in new[] { "/mail/", "/mail/sent", "/mail/message?id=1", "/mail/compose", "/mail/connection" })
        {
            await _alice.OpenAsync(path);
            Assert.Equal(HttpStatusCode.SeeOther, _alice.Last.StatusCode);
            Assert.Equal("/mail/login", _alice.Last.Headers.Location!.PathAndQuery);
        }
    }

    [Fact]
    public async Task It_gives_away_its_inner_name_and_software_for_the_publisher_to_remove()
    {
        await _alice.OpenAsync("/mail/");

        Assert.Equal($"https://webmail.corp.internal:{_frontEnd.Port}/mail/login", _alice.Last.Headers.Location!.ToString());
        Assert.Contains("webmail.corp.internal", _alice.Last.Headers.Server.ToString(), StringComparison.Ordinal);
        Assert.Equal("DemoMail", _alice.Last.Headers.GetValues("X-Powered-By").Single());
    }

    [Fact]
    public async Task A_message_goes_from_one_account_to_the_other()
    {
        Assert.Contains("Lunch on Thursday?", await _alice.LogInAsync("alice", "white-rabbit-42"), StringComparison.Ordinal);
        await _alice.OpenAsync("/mail/compose");
        await _alice.SubmitAsync("/mail/send", ("to", "bob@adventure-works.example"), ("subject", "<b>Yes</b> & gladly"), ("body", "At half past.\r\nAlice"));
        Assert.Contains("on its way", await _alice.FollowAsync(), StringComparison.Ordinal);
        Assert.Contains("Yes", await _alice.OpenAsync("/mail/sent"), StringComparison.Ordinal);

        var inbox = await _bob.LogInAsync("BOB@adventure-works.example", "blue-bicycle-17");
        Assert.Contains("&lt;b&gt;Yes&lt;/b&gt; &amp; gladly", inbox, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Yes", inbox, StringComparison.Ordinal);
        var message = await _bob.OpenAsync("/mail/message?id=2");
        Assert.Contains("At half past.\nAlice", message.Replace("&#xA;", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        var reply = await _bob.OpenAsync("/mail/compose?reply=2");
        Assert.Contains("value=\"alice@adventure-works.example\"", reply, StringComparison.Ordinal);
        Assert.Contains("Re: &lt;b&gt;Yes", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_a_401_without_a_challenge_and_begins_no_session()
    {
        await _alice.OpenAsync("/mail/login");
        await _alice.SubmitAsync("/mail/login", ("user", "alice"), ("password", "guess"));

        Assert.Equal(HttpStatusCode.Unauthorized, _alice.Last.StatusCode);
        Assert.Empty(_alice.Last.Headers.WwwAuthenticate);
        Assert.Contains("User name or password is wrong.", _alice.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(_alice.Cookies.GetAllCookies(), c => c.Name == Webmail.SessionCookie);
    }

    [Fact]
    public async Task A_form_without_its_token_does_nothing()
    {
        await _alice.LogInAsync("alice", "white-rabbit-42");
        await _alice.SubmitWithoutTokenAsync("/mail/send", ("to", "bob"), ("subject", "forged"), ("body", ""));
        Assert.Equal(HttpStatusCode.Forbidden, _alice.Last.StatusCode);
        Assert.DoesNotContain("forged", await _bob.LogInAsync("bob", "blue-bicycle-17"), StringComparison.Ordinal);

        await _alice.SubmitWithoutTokenAsync("/mail/logout");
        Assert.Equal(HttpStatusCode.Forbidden, _alice.Last.StatusCode);
        await _alice.OpenAsync("/mail/");
        Assert.Equal(HttpStatusCode.OK, _alice.Last.StatusCode);
    }

    [Fact]
    public async Task A_login_form_from_elsewhere_is_not_accepted()
    {
        await _alice.SubmitWithoutTokenAsync("/mail/login", ("user", "alice"), ("password", "white-rabbit-42"));

        Assert.Equal(HttpStatusCode.Forbidden, _alice.Last.StatusCode);
    }

    [Fact]
    public async Task Logging_out_ends_the_session_even_for_whoever_kept_its_cookie()
    {
        await _alice.LogInAsync("alice", "white-rabbit-42");
        var cookie = _alice.Cookies.GetAllCookies().Single(c => c.Name == Webmail.SessionCookie);
        Assert.True(cookie.HttpOnly);
        Assert.True(cookie.Secure);
        await _alice.SubmitAsync("/mail/logout");
        Assert.Equal("/mail/login", _alice.Last.Headers.Location!.PathAndQuery);

        _bob.Cookies.Add(new Cookie(Webmail.SessionCookie, cookie.Value, "/mail/", "127.0.0.1"));
        await _bob.OpenAsync("/mail/");

        Assert.Equal(HttpStatusCode.SeeOther, _bob.Last.StatusCode);
    }

    [Fact]
    public async Task An_unknown_recipient_keeps_the_draft()
    {
        await _alice.LogInAsync("alice", "white-rabbit-42");
        await _alice.SubmitAsync("/mail/send", ("to", "nobody@example.com"), ("subject", "Kept"), ("body", "also kept"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, _alice.Last.StatusCode);
        Assert.Contains("value=\"Kept\"", _alice.Page, StringComparison.Ordinal);
        Assert.Contains("also kept", _alice.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_beyond_the_limits_is_refused()
    {
        await _alice.LogInAsync("alice", "white-rabbit-42");
        await _alice.SubmitAsync("/mail/send", ("body", new string('x', WebmailFrontEnd.MaximumRequestBody)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, _alice.Last.StatusCode);

        await _alice.SubmitAsync("/mail/send", [.. Enumerable.Range(0, 100).Select(i => ($"field{i}", "x"))]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, _alice.Last.StatusCode);
    }

    [Fact]
    public async Task The_connection_page_shows_the_request_but_no_credential()
    {
        await _alice.LogInAsync("alice", "white-rabbit-42");
        var session = _alice.Cookies.GetAllCookies().Single(c => c.Name == Webmail.SessionCookie).Value;

        var page = await _alice.OpenAsync("/mail/connection");

        Assert.Contains("127.0.0.1", page, StringComparison.Ordinal);
        Assert.Contains("(not shown)", page, StringComparison.Ordinal);
        Assert.DoesNotContain(session, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_style_sheet_and_icon_come_from_the_site_itself()
    {
        await _alice.OpenAsync("/mail/webmail.css");
        Assert.Equal("text/css", _alice.Last.Content.Headers.ContentType!.MediaType);
        await _alice.OpenAsync("/mail/icon.svg");
        Assert.Equal("image/svg+xml", _alice.Last.Content.Headers.ContentType!.MediaType);
        await _alice.OpenAsync("/mail/login");
        Assert.DoesNotContain("//", _alice.Page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private WebmailBrowser Browser() => new(new Uri($"https://127.0.0.1:{_frontEnd.Port}"), new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            TargetHost = WebmailFrontEnd.InnerName,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate!.GetCertHashString() == _certificate.GetCertHashString(),
        },
    });
}
