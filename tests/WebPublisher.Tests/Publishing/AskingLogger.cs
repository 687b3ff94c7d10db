using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace WebPublisher.Tests.Publishing;

/// <summary>Has the server that logs to it wait at one event while it asks that server, as monitoring does, whether it is ready.</summary>
/// <param name="asks">The event's id.</param>
internal sealed partial class AskingLogger(int asks) : ILoggerFactory, ILogger
{
    private const int OperationsAddress = 5100;

    private readonly HttpClient _client = new();
    private Uri? _address;

    /// <summary>What it was answered; null before it has asked.</summary>
    public HttpStatusCode? Answer { get; private set; }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == OperationsAddress)
        {
            _address = new Uri(Site().Match(formatter(state, exception)).Value);
        }
        else if (eventId.Id == asks)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_address!, "/health/ready"));
            using var answer = _client.Send(request);
            Answer = answer.StatusCode;
        }
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("http://[0-9.:]+/", RegexOptions.NonBacktracking)]
    private static partial Regex Site();
}
