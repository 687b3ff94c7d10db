/*
 * libmodsecurity3 as the other side of the comparison: reads commands from standard input, one a line, and answers each with one line.
 *
 *   rules FILE            loads a rule set; answers its number
 *   request FILE          loads a request (raw HTTP/1.1, body to the end of the file); answers its number
 *   ids RULES REQUEST     judges once; answers the ids of the rules that log, in order
 *   run RULES REQUEST N   judges N times; answers the nanoseconds of CPU that took
 *
 * What is told to the library for a request is what the .NET side tells its engine, phases 1 to 5.
 */
#include <modsecurity/intervention.h>
#include <modsecurity/modsecurity.h>
#include <modsecurity/rules_set.h>
#include <modsecurity/transaction.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { MOST_RULES = 8, MOST_REQUESTS = 32, MOST_HEADERS = 64, LINE = 4096 };

struct header {
    const char *name, *value;
    size_t name_length, value_length;
};

struct request {
    char *method, *target, *version, *body;
    size_t body_length;
    struct header headers[MOST_HEADERS];
    int header_count;
};

static RulesSet *rules[MOST_RULES];
static struct request requests[MOST_REQUESTS];
static int rule_count, request_count;

static void fail(const char *what, const char *why) {
    fprintf(stderr, "%s: %s\n", what, why ? why : "");
    exit(1);
}

static char *end_of_line(char *line) {
    char *end = strstr(line, "\r\n");
    if (end == NULL) {
        fail("request", "no end of line");
    }
    *end = '\0';
    return end + 2;
}

static void read_request(const char *path, struct request *request) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail(path, "cannot be opened");
    }
    fseek(file, 0, SEEK_END);
    long length = ftell(file);
    rewind(file);
    char *text = malloc(length + 1);
    if (text == NULL || fread(text, 1, length, file) != (size_t)length) {
        fail(path, "cannot be read");
    }
    fclose(file);
    text[length] = '\0';

    char *line = text, *next = end_of_line(line);
    request->method = strtok(line, " ");
    request->target = strtok(NULL, " ");
    request->version = strtok(NULL, " ") + strlen("HTTP/");
    for (line = next, next = end_of_line(line); *line != '\0'; line = next, next = end_of_line(line)) {
        struct header *header = &request->headers[request->header_count++];
        char *colon = strstr(line, ": ");
        if (colon == NULL || request->header_count == MOST_HEADERS) {
            fail(path, "headers");
        }
        *header = (struct header){ .name = line, .name_length = colon - line, .value = colon + 2, .value_length = strlen(colon + 2) };
    }
    request->body = next;
    request->body_length = length - (next - text);
}

static void print_id(void *unused, const void *line) {
    (void)unused;
    const char *id = strstr(line, "[id \"");
    printf(" %ld", id ? atol(id + strlen("[id \"")) : 0);
}

/* Without a callback the library writes its lines to standard error. */
static void ignore(void *unused, const void *line) {
    (void)unused;
    (void)line;
}

static void intervene(Transaction *transaction) {
    ModSecurityIntervention intervention = { .status = 200, .pause = 0, .url = NULL, .log = NULL, .disruptive = 0 };
    msc_intervention(transaction, &intervention);
    free(intervention.url);
    free(intervention.log);
}

static void judge(ModSecurity *engine, RulesSet *set, const struct request *request) {
    Transaction *transaction = msc_new_transaction(engine, set, NULL);
    msc_process_connection(transaction, "192.0.2.10", 40000, "192.0.2.1", 443);
    msc_process_uri(transaction, request->target, request->method, request->version);
    for (int i = 0; i < request->header_count; i++) {
        const struct header *header = &request->headers[i];
        msc_add_n_request_header(
            transaction, (const unsigned char *)header->name, header->name_length, (const unsigned char *)header->value, header->value_length);
    }
    msc_process_request_headers(transaction);
    intervene(transaction);
    if (request->body_length > 0) {
        msc_append_request_body(transaction, (const unsigned char *)request->body, request->body_length);
    }
    msc_process_request_body(transaction);
    intervene(transaction);
    msc_add_response_header(transaction, (const unsigned char *)"Content-Type", (const unsigned char *)"text/html; charset=UTF-8");
    msc_process_response_headers(transaction, 200, "HTTP/1.1");
    intervene(transaction);
    msc_process_response_body(transaction);
    intervene(transaction);
    msc_process_logging(transaction);
    msc_transaction_cleanup(transaction);
}

static long long cpu_nanoseconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000000LL + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000LL;
}

int main(void) {
    /* One that tells what matched, one that tells nobody while time is taken. */
    ModSecurity *telling = msc_init(), *silent = msc_init();
    msc_set_log_cb(telling, print_id);
    msc_set_log_cb(silent, ignore);
    char line[LINE], path[LINE];
    int set, request;
    long count;
    while (fgets(line, sizeof line, stdin) != NULL) {
        if (sscanf(line, "rules %4000s", path) == 1 && rule_count < MOST_RULES) {
            const char *error = NULL;
            rules[rule_count] = msc_create_rules_set();
            if (msc_rules_add_file(rules[rule_count], path, &error) < 0) {
                fail(path, error);
            }
            printf("%d", rule_count++);
        } else if (sscanf(line, "request %4000s", path) == 1 && request_count < MOST_REQUESTS) {
            read_request(path, &requests[request_count]);
            printf("%d", request_count++);
        } else if (sscanf(line, "ids %d %d", &set, &request) == 2 && set < rule_count && request < request_count) {
            judge(telling, rules[set], &requests[request]);
        } else if (sscanf(line, "run %d %d %ld", &set, &request, &count) == 3 && set < rule_count && request < request_count) {
            long long before = cpu_nanoseconds();
            for (long i = 0; i < count; i++) {
                judge(silent, rules[set], &requests[request]);
            }
            printf("%lld", cpu_nanoseconds() - before);
        } else {
            fail("unknown command", line);
        }
        printf("\n");
        fflush(stdout);
    }
    return 0;
}
