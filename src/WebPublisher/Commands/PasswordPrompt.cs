using System.Text;

namespace WebPublisher.Commands;

/// <summary>Asks for a password at the terminal, twice and without showing it.</summary>
internal static class PasswordPrompt
{
    /// <summary>Asks.</summary>
    /// <param name="prompt">Where questions go: not to the output, which may be a file.</param>
    /// <exception cref="CommandFailure">The two differ.</exception>
    public static string Ask(TextWriter prompt)
    {
        var first = Read(prompt, "Password: ");
        return first == Read(prompt, "Again: ") ? first : throw new CommandFailure("the two passwords differ.");
    }

    private static string Read(TextWriter prompt, string question)
    {
        prompt.Write(question);
        prompt.Flush();
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        prompt.WriteLine();
        return typed.ToString();
    }
}
