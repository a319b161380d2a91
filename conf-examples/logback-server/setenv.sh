# bin/setenv.sh: what Tomcat logs goes to Logback, through java.util.logging.
#
# In $CATALINA_BASE/logback/lib:  logback-classic, logback-core, slf4j-api, jul-to-slf4j
#                                 and tomcat-hangup-VERSION-logback.jar
# In $CATALINA_BASE/logback/conf: logback.xml
# In $CATALINA_BASE/conf:         logging.properties, context.xml
# In $CATALINA_BASE/lib:          tomcat-hangup-VERSION.jar, as ever
CLASSPATH="$CATALINA_BASE/logback/lib/*:$CATALINA_BASE/logback/conf"
