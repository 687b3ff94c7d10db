using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;

namespace WebPublisher.Commands.Completion;

/// <summary>
/// Answers <c>webpublisher [suggest:POSITION] LINE</c>, as the scripts of the shells and <c>dotnet-suggest</c> ask: what may stand at a position of a command line
/// without the program's name, one a line. Other spellings of an option (<c>/?</c>) would only be in the way.
/// </summary>
internal sealed class SuggestAction : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var line = parseResult.Tokens.LastOrDefault(token => token.Type != TokenType.Directive)?.Value ?? "";
        var position = parseResult.RootCommandResult.Command is RootCommand root
            && root.Directives.OfType<SuggestDirective>().Select(parseResult.GetResult).FirstOrDefault()?.Values is [var written, ..]
            && int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var given)
                ? Math.Min(given, line.Length)
                : line.Length;
        var output = parseResult.InvocationConfiguration.Output;
        foreach (var label in parseResult.RootCommandResult.Command.Parse(line).GetCompletions(position).Select(completion => completion.Label).Where(IsUsual))
        {
            output.WriteLine(label);
        }

        return ExitCode.Ok;
    }

    private static bool IsUsual(string label) => label is not "-?" and not ['/', _] && !label.Any(char.IsControl);
}
