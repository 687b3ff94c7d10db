using System.Text;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>The server's side of AUTH PLAIN and AUTH LOGIN for one user.</summary>
internal static class AuthenticationScript
{
    public static Func<InnerSession, string, Task<bool>> Accepting(string user, string password, string refusal = "535 5.7.8 no") => async (session, line) =>
    {
        bool accepted;
        if (line.StartsWith("AUTH PLAIN ", StringComparison.Ordinal))
        {
            accepted = Decode(line[11..]) == $"\0{user}\0{password}";
        }
        else if (line == "AUTH LOGIN")
        {
            await session.ReplyAsync("334 VXNlcm5hbWU6");
            var name = Decode(await session.ReadLineAsync() ?? "");
            await session.ReplyAsync("334 UGFzc3dvcmQ6");
            accepted = name == user && Decode(await session.ReadLineAsync() ?? "") == password;
        }
        else
        {
            return false;
        }

        await session.ReplyAsync(accepted ? "235 2.7.0 welcome" : refusal);
        return true;
    };

    private static string Decode(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));
}
