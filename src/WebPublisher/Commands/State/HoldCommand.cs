using System.CommandLine;

namespace WebPublisher.Commands.State;

/// <summary><c>hold</c>: messages that wait for an operator.</summary>
internal sealed class HoldCommand : Command
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock.</param>
    public HoldCommand(TimeProvider time)
        : base("hold", "Shows the messages that agents have had held, and releases or deletes them.")
    {
        Subcommands.Add(new HoldListCommand(time));
        Subcommands.Add(new HoldShowCommand(time));
        Subcommands.Add(new HoldReleaseCommand(time));
        Subcommands.Add(new HoldDeleteCommand(time));
    }

    /// <summary>Names messages.</summary>
    public static Argument<string[]> Messages() => new("ID") { Description = "The number of a held message, or its reference number.", Arity = ArgumentArity.OneOrMore };
}
