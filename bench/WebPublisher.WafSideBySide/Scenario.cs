namespace WebPublisher.WafSideBySide;

/// <summary>One kind of request.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What the table calls it.</param>
/// <param name="Request">The request as it is on the wire, its body to the end.</param>
internal sealed record Scenario(string Name, string Title, string Request)
{
    private const int BodyLength = 20 * 1024;
    private const int ManyArguments = 850;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("get", "GET", WebmailRequests.List()),
        new("login", "login form", WebmailRequests.Login()),
        new("compose", "20 KiB compose form", WebmailRequests.Compose(BodyLength)),
        new("json", "20 KiB JSON", JsonRequests.Draft(BodyLength)),
        new("json-many", "JSON, 850 arguments", JsonRequests.Contacts(ManyArguments)),
    ];

    public static Scenario Named(string name) =>
        All.FirstOrDefault(s => s.Name == name) ?? throw new ArgumentException($"unknown scenario {name}; known: {string.Join(' ', All.Select(s => s.Name))}");
}
