namespace WebPublisher.Demo.FrontEnd;

/// <summary>Someone who may log in to the demo's webmail. The passwords are shown on the login page: nothing real lies behind them.</summary>
/// <param name="User">What is typed into the login form.</param>
/// <param name="DisplayName">The name others see.</param>
/// <param name="Password">The password, in clear on purpose.</param>
public sealed record DemoAccount(string User, string DisplayName, string Password)
{
    /// <summary>The domain of every demo account (RFC 2606 reserves it).</summary>
    public const string Domain = "adventure-works.example";

    /// <summary>The account's e-mail address.</summary>
    public string Address => $"{User}@{Domain}";
}
