namespace WebPublisher.Demo.FrontEnd;

/// <summary>Someone logged in.</summary>
/// <param name="Id">The value of the session cookie, 256 random bits in hexadecimal.</param>
/// <param name="Account">Who it is.</param>
/// <param name="FormToken">What every form of this session must carry, so that another site cannot submit one (CSRF).</param>
public sealed record WebmailSession(string Id, DemoAccount Account, string FormToken);
