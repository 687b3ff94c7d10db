using System.Security.Cryptography;
using System.Text;

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

    /// <summary>Everyone who may log in.</summary>
    public static IReadOnlyList<DemoAccount> All { get; } =
        [new("alice", "Alice Ciccu", "white-rabbit-42"), new("bob", "Bob Kelly", "blue-bicycle-17")];

    /// <summary>The account of a user name or an address, or null.</summary>
    public static DemoAccount? Find(string userOrAddress)
    {
        var name = userOrAddress.Trim();
        return All.FirstOrDefault(a =>
            a.User.Equals(name, StringComparison.OrdinalIgnoreCase) || a.Address.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Finds the account of a user name or address and its password.</summary>
    /// <returns>Null when either is wrong; which one it was is not told.</returns>
    public static DemoAccount? LogIn(string user, string password)
    {
        var account = Find(user);
        var expected = Encoding.UTF8.GetBytes(account?.Password ?? "no such account");
        var matches = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), expected);
        return matches ? account : null;
    }
}
