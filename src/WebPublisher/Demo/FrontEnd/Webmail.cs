using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WebPublisher.Demo.FrontEnd.Pages;

namespace WebPublisher.Demo.FrontEnd;

/// <summary>The pages of the demo's webmail, all below <c>/mail/</c>. Every form carries a token; nothing a visitor typed is rendered unencoded.</summary>
/// <param name="store">Accounts and mail.</param>
/// <param name="sessions">Who is logged in.</param>
/// <param name="time">The clock of the pages.</param>
public sealed class Webmail(MailStore store, WebmailSessions sessions, TimeProvider time)
{
    /// <summary>The session cookie.</summary>
    public const string SessionCookie = "webmail_session";

    private const string LoginCookie = "webmail_login";

    /// <summary>Adds the pages.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mail/webmail.css", http => WebmailAssets.WriteAsync(http, "webmail.css", "text/css; charset=utf-8"));
        routes.MapGet("/mail/icon.svg", http => WebmailAssets.WriteAsync(http, "icon.svg", "image/svg+xml"));
        routes.MapGet("/mail/login", OfferLogin);
        routes.MapPost("/mail/login", LogInAsync);
        routes.MapGet("/mail/", Behind((http, session) => ShowFolder(http, session, MailFolder.Inbox)));
        routes.MapGet("/mail/sent", Behind((http, session) => ShowFolder(http, session, MailFolder.Sent)));
        routes.MapGet("/mail/message", Behind(ShowMessage));
        routes.MapGet("/mail/compose", Behind(ShowCompose));
        routes.MapGet("/mail/connection", Behind(ShowConnection));
        routes.MapPost("/mail/send", BehindForm(SendAsync));
        routes.MapPost("/mail/logout", BehindForm(LogOutAsync));
        routes.MapFallback(http => Write(http, StatusCodes.Status404NotFound, ErrorPage.Render("Not found", "There is no such page here.")));
    }

    private RequestDelegate Behind(Func<HttpContext, WebmailSession, Task> page) => http =>
        sessions.Find(http.Request.Cookies[SessionCookie]) is { } session ? page(http, session) : Redirect(http, "/mail/login");

    private RequestDelegate BehindForm(Func<HttpContext, WebmailSession, IFormCollection, Task> act) => async http =>
    {
        if (sessions.Find(http.Request.Cookies[SessionCookie]) is not { } session)
        {
            await Redirect(http, "/mail/login");
            return;
        }

        var form = await WebmailForms.ReadAsync(http);
        if (!WebmailForms.SameToken(form["token"], session.FormToken))
        {
            await Write(http, StatusCodes.Status403Forbidden, ErrorPage.Render("Not sent", "This form did not come from your own session. Nothing was done."));
            return;
        }

        await act(http, session, form);
    };

    private Task OfferLogin(HttpContext http) => sessions.Find(http.Request.Cookies[SessionCookie]) is null
        ? ShowLogin(http, StatusCodes.Status200OK, notice: null)
        : Redirect(http, "/mail/");

    private static Task ShowLogin(HttpContext http, int status, string? notice)
    {
        // Before login there is no session to keep a token in: cookie and field must agree instead (double submit).
        var token = WebmailSessions.NewToken();
        http.Response.Cookies.Append(LoginCookie, token, CookieOptions("/mail/login"));
        return Write(http, status, LoginPage.Render(DemoAccount.All, token, notice));
    }

    private async Task LogInAsync(HttpContext http)
    {
        var form = await WebmailForms.ReadAsync(http);
        if (!WebmailForms.SameToken(form["token"], http.Request.Cookies[LoginCookie]))
        {
            await ShowLogin(http, StatusCodes.Status403Forbidden, "The form had expired. Please log in again.");
            return;
        }

        if (DemoAccount.LogIn(form["user"].ToString(), form["password"].ToString()) is not { } account)
        {
            // 401 without WWW-Authenticate, as webmails do: the browser must not open a dialogue of its own.
            await ShowLogin(http, StatusCodes.Status401Unauthorized, "User name or password is wrong.");
            return;
        }

        http.Response.Cookies.Append(SessionCookie, sessions.Begin(account).Id, CookieOptions("/mail/"));
        await Redirect(http, "/mail/");
    }

    private async Task LogOutAsync(HttpContext http, WebmailSession session, IFormCollection form)
    {
        sessions.End(session);
        http.Response.Cookies.Delete(SessionCookie, CookieOptions("/mail/"));
        await Redirect(http, "/mail/login");
    }

    private Task ShowFolder(HttpContext http, WebmailSession session, MailFolder folder)
    {
        var notice = http.Request.Query.ContainsKey("sent") ? "Your message is on its way." : null;
        return Write(http, StatusCodes.Status200OK, FolderPage.Render(session, store.MailboxOf(session.Account), folder, time.GetLocalNow(), notice));
    }

    private Task ShowMessage(HttpContext http, WebmailSession session)
    {
        var mailbox = store.MailboxOf(session.Account);
        return int.TryParse(http.Request.Query["id"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && mailbox.Open(id) is { } message
            ? Write(http, StatusCodes.Status200OK, MessagePage.Render(session, mailbox, message, time.LocalTimeZone))
            : Write(http, StatusCodes.Status404NotFound, ErrorPage.Render("Not found", "There is no such message, or it has made room for newer ones."));
    }

    private Task ShowCompose(HttpContext http, WebmailSession session)
    {
        var mailbox = store.MailboxOf(session.Account);
        var isReply = int.TryParse(http.Request.Query["reply"], NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        var draft = isReply && mailbox.Open(id) is { } message ? Draft.ReplyTo(message) : Draft.Empty;
        return Write(http, StatusCodes.Status200OK, ComposePage.Render(session, mailbox.CountUnread(), draft, Others(session), error: null));
    }

    private Task ShowConnection(HttpContext http, WebmailSession session) => Write(
        http, StatusCodes.Status200OK, ConnectionPage.Render(session, store.MailboxOf(session.Account).CountUnread(), http));

    private async Task SendAsync(HttpContext http, WebmailSession session, IFormCollection form)
    {
        var draft = new Draft(form["to"].ToString(), form["subject"].ToString(), form["body"].ToString());
        if (DemoAccount.Find(draft.To) is not { } recipient)
        {
            var unread = store.MailboxOf(session.Account).CountUnread();
            await Write(http, StatusCodes.Status422UnprocessableEntity, ComposePage.Render(
                session, unread, draft, Others(session), $"Nobody here has the address {draft.To}. The demo's mail stays among its own accounts."));
            return;
        }

        store.Send(session.Account, recipient, draft.Subject, draft.Body);
        await Redirect(http, "/mail/?sent=1");
    }

    private static IEnumerable<DemoAccount> Others(WebmailSession session) => DemoAccount.All.Where(a => a != session.Account);

    private static CookieOptions CookieOptions(string path) =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = path, IsEssential = true };

    /// <summary>Redirects by the server's inner name, as many webmails do: the publisher has to translate it.</summary>
    private static Task Redirect(HttpContext http, string path)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = $"https://{WebmailFrontEnd.InnerName}:{http.Connection.LocalPort}{path}";
        return Task.CompletedTask;
    }

    private static Task Write(HttpContext http, int status, Html page)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return http.Response.WriteAsync(page.Text, http.RequestAborted);
    }
}
