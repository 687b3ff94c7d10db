using System.Text;
using System.Text.Unicode;

namespace WebPublisher.Smtp.Receive.Authentication;

/// <summary>A user name and a password that is never shown.</summary>
internal sealed class Credentials
{
    private Credentials(string user, string password)
    {
        User = user;
        Password = password;
    }

    public string User { get; }

    public string Password { get; }

    /// <summary>Null if they are not UTF-8, hold controls or NUL, are empty, or the name is too long.</summary>
    public static Credentials? From(ReadOnlySpan<byte> user, ReadOnlySpan<byte> password, int maximumName) =>
        user.IsEmpty || user.Length > maximumName || password.IsEmpty || !Utf8.IsValid(user) || !Utf8.IsValid(password) || HoldsControls(user) || password.Contains((byte)0)
            ? null
            : new Credentials(Encoding.UTF8.GetString(user), Encoding.UTF8.GetString(password));

    /// <summary>The user alone.</summary>
    public override string ToString() => User;

    private static bool HoldsControls(ReadOnlySpan<byte> octets) => octets.ContainsAnyInRange((byte)0, (byte)31) || octets.Contains((byte)127);
}
