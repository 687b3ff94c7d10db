using System.CommandLine;

namespace WebPublisher.Commands;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="description">What it does, in a sentence.</param>
internal abstract class ExampleCommand(string name, string description) : Command(name, description)
{
    /// <summary>Lines that work, without the executable's name.</summary>
    public abstract IReadOnlyList<string> Examples { get; }
}
