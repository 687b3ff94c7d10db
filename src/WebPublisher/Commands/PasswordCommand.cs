using System.CommandLine;
using WebPublisher.Smtp.Receive.Authentication;

namespace WebPublisher.Commands;

/// <summary><c>password</c>: a line for a password file. The password is never an argument, for every user of a machine sees those.</summary>
internal sealed class PasswordCommand : ExampleCommand
{
    private const int Longest = 1024;

    /// <summary>Makes the command.</summary>
    public PasswordCommand()
        : base("password", "Prints the line user:hash for a password file (authenticate.passwordFile). Asks for the password, or reads one line from standard input.")
    {
        var user = new Argument<string>("USER") { Description = "The user name, as it is given when logging on." };
        Arguments.Add(user);
        SetAction(parsed =>
        {
            var name = Checked(parsed.GetRequiredValue(user));
            var password = Console.IsInputRedirected ? Console.In.ReadLine() : PasswordPrompt.Ask(parsed.InvocationConfiguration.Error);
            parsed.InvocationConfiguration.Output.WriteLine(Line(name, password));
            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["password alice >> secrets/users", "password alice < password.txt"];

    /// <summary>The line of a user.</summary>
    /// <exception cref="CommandFailure">There is no password, or it is one that nobody could log on with.</exception>
    internal static string Line(string user, string? password) => password switch
    {
        null or "" => throw new CommandFailure("no password was given.", ExitCode.Usage),
        { Length: > Longest } => throw new CommandFailure($"a password has at most {Longest} characters.", ExitCode.Usage),
        _ when password.Contains('\0', StringComparison.Ordinal) => throw new CommandFailure("a password cannot hold NUL.", ExitCode.Usage),
        _ => $"{user}:{PasswordHash.Create(password)}",
    };

    private static string Checked(string user) => user switch
    {
        "" => throw new CommandFailure("the user name is empty.", ExitCode.Usage),
        { Length: > 255 } => throw new CommandFailure("a user name has at most 255 characters.", ExitCode.Usage),
        _ when user.Contains(':', StringComparison.Ordinal) || user.Any(char.IsControl) || user.Trim() != user || user[0] == '#' =>
            throw new CommandFailure($"'{user}' is no user name for a password file: no colon, no control character, no space at an end and no # in front.", ExitCode.Usage),
        _ => user,
    };
}
