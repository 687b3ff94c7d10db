namespace WebPublisher.Tests.Testing;

/// <summary>A fact that runs a program which not every machine has. Where it is missing the test is skipped and says so; <c>./test</c> installs it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithAttribute : FactAttribute
{
    /// <summary>Names the program.</summary>
    public FactWithAttribute(string program)
    {
        Program = program;
        if (!$"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(':').Any(directory => File.Exists(Path.Combine(directory, program))))
        {
            Skip = $"{program} is not installed";
        }
    }

    /// <summary>The program.</summary>
    public string Program { get; }
}
