namespace WebPublisher.Demo.FrontEnd.Pages;

/// <summary>The login form, with the demo accounts beside it.</summary>
public static class LoginPage
{
    /// <summary>Renders the page.</summary>
    /// <param name="accounts">Accounts to show.</param>
    /// <param name="token">Also sent as a cookie: both must come back alike.</param>
    /// <param name="notice">What to tell the visitor, or null.</param>
    public static Html Render(IEnumerable<DemoAccount> accounts, string token, string? notice)
    {
        var told = notice is null ? default : Html.From($"""<p class="notice" role="alert">{notice}</p>""");
        var rows = Html.Concat(accounts.Select(a => Html.From($"<tr><td><code>{a.User}</code></td><td><code>{a.Password}</code></td></tr>")));
        return Layout.Document("Log in", Html.From($"""
            <div class="gate">
              <main class="card">
                <h1>{Layout.Mark}<span>Adventure Works Mail</span></h1>
                <p class="muted">Your mail, wherever you are.</p>
                {told}
                <form method="post" action="/mail/login">
                  <input type="hidden" name="token" value="{token}">
                  <label>User name<input name="user" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus maxlength="100"></label>
                  <label>Password<input name="password" type="password" autocomplete="current-password" required maxlength="200"></label>
                  <button class="primary">Log in</button>
                </form>
                <section class="accounts">
                  <h2>Demo accounts</h2>
                  <table><thead><tr><th>User name</th><th>Password</th></tr></thead><tbody>{rows}</tbody></table>
                </section>
              </main>
            </div>
            """));
    }
}
